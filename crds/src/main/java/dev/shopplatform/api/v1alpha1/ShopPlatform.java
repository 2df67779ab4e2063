package dev.shopplatform.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A shop: its services, its gateway, its mesh and its data, as one resource. */
@Group(ShopPlatform.GROUP)
@Version("v1alpha1")
@ShortNames({"shop", "shops"})
@Categories({"all", "shopplatform"})
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status", type = Type.STRING)
@AdditionalPrinterColumn(name = "Version", jsonPath = ".spec.version", type = Type.STRING)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.gateway.url", type = Type.STRING)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", type = Type.STRING, priority = 1)
@AdditionalPrinterColumn(
    name = "Paused",
    jsonPath = ".status.conditions[?(@.type==\"ReconciliationPaused\")].status",
    type = Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
    value = "self.metadata.name.size() <= 40 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    message = "metadata.name becomes part of Service names: use at most 40 lower-case letters, digits and '-', starting with a letter")
@ValidationRule(
    value = "!has(self.spec.services) || !self.spec.services.exists(s, s.name == self.metadata.name + '-gateway')",
    message = "spec.services: the name <metadata.name>-gateway is the gateway's own; give the service another name")
public class ShopPlatform extends CustomResource<ShopPlatformSpec, ShopPlatformStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    public static final String GROUP = "shopplatform.dev";

    /** Set to {@code "true"} on the resource, it stops every write to the children. */
    public static final String PAUSE_ANNOTATION = GROUP + "/pause-reconciliation";

    @Override
    protected ShopPlatformSpec initSpec() {
        return null;
    }

    @Override
    protected ShopPlatformStatus initStatus() {
        return null;
    }
}
