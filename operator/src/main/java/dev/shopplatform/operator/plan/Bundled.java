package dev.shopplatform.operator.plan;

import dev.shopplatform.api.v1alpha1.ProbesSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator knows about the services that it brings along: the defaults of a service that names no image. */
enum Bundled {
    USER_SERVICE("user-service", List.of(), Optional.of("/users")),
    ORDER_SERVICE("order-service", List.of("user-service", "payment-service"), Optional.of("/orders")),
    PAYMENT_SERVICE("payment-service", List.of(), Optional.empty());

    /** The database that they share when the resource names none. */
    static final String DATABASE = "shop-db";

    final String service;
    final List<String> dependsOn;
    final Optional<String> path;

    Bundled(String service, List<String> dependsOn, Optional<String> path) {
        this.service = service;
        this.dependsOn = dependsOn;
        this.path = path;
    }

    static Optional<Bundled> of(String service) {
        return Stream.of(values()).filter(bundled -> bundled.service.equals(service)).findFirst();
    }

    static ProbesSpec probes() {
        Probe liveness = get("/actuator/health/liveness").withPeriodSeconds(10).withFailureThreshold(3).build();
        Probe readiness = get("/actuator/health/readiness").withPeriodSeconds(2).withFailureThreshold(2).build();
        Probe startup = get("/actuator/health/liveness").withPeriodSeconds(2).withFailureThreshold(90).build();
        return new ProbesSpec(liveness, readiness, startup);
    }

    /** No CPU limit: throttling a JVM while it starts costs more than it protects. */
    static ResourceRequirements resources() {
        return new ResourceRequirementsBuilder()
            .addToRequests("cpu", new Quantity("100m"))
            .addToRequests("memory", new Quantity("256Mi"))
            .addToLimits("memory", new Quantity("512Mi"))
            .build();
    }

    private static ProbeBuilder get(String path) {
        return new ProbeBuilder()
            .withNewHttpGet().withPath(path).withPort(new IntOrString("http")).endHttpGet()
            .withTimeoutSeconds(3);
    }
}
