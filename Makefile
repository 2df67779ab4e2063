# make help tells what there is to do.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Name of the local cluster: several can run side by side.
NAME ?= local
# The kubeconfig context to use instead of a local cluster; no other context is ever touched.
CONTEXT ?=
export CONTEXT REGISTRY

CLI_SOURCES := $(shell find pom.xml crds/pom.xml crds/src/main e2e/pom.xml e2e/src/main -type f)
CLI := e2e/target/cli.stamp
RUN_CLI = "$$(tools/find-jdk)/bin/java" -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 --sun-misc-unsafe-memory-access=allow -cp "e2e/target/classes:e2e/target/lib/*" dev.shopplatform.local.Launcher

.PHONY: help
help: ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.PHONY: up
up: $(CLI) ## Run the shop on a local cluster: NAME=local, or on CONTEXT=...
	@$(RUN_CLI) up --name $(NAME)

.PHONY: control-plane
control-plane: $(CLI) ## Run an API server alone, for quick work on the operator
	@$(RUN_CLI) up --control-plane --name $(NAME)

.PHONY: down
down: $(CLI) ## Remove the local cluster NAME and all that it left
	@$(RUN_CLI) down --name $(NAME)

.PHONY: status
status: $(CLI) ## Tell the state of the local cluster NAME
	@$(RUN_CLI) status --name $(NAME)

.PHONY: test
test: ## Run all tests, from unit to end-to-end with real pods
	./mvnw verify

.PHONY: bench
bench: $(CLI) ## Measure the operator against a raw writer on a control plane alone
	./mvnw -q -pl crds,operator package -Dmaven.test.skip=true
	@"$$(tools/find-jdk)/bin/java" -cp "e2e/target/classes:e2e/target/lib/*" dev.shopplatform.bench.Bench

.PHONY: images
images: ## Push the images of the operator and the services: REGISTRY=registry.example.com/shop
	@test -n "$(REGISTRY)" || { echo "REGISTRY is missing: make images REGISTRY=registry.example.com/shop"; exit 2; }
	./mvnw -q -pl operator,services/user-service,services/payment-service,services/order-service -am package jib:build \
	    -DskipTests -Dimage.registry=$(REGISTRY)

.PHONY: generate
generate: ## Bring generated files up to date: the CRD and the golden files
	./mvnw -q -pl crds,operator -am test -Dupdate=true

$(CLI): $(CLI_SOURCES)
	@echo "Building the command line"
	@./mvnw -q -pl crds,e2e package dependency:copy-dependencies -Dmaven.test.skip=true -DincludeScope=runtime -DoutputDirectory=target/lib
	@touch $@
