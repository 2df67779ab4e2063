package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;

/** A data store that services bind to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "(self.provider == 'External') == has(self.secretRef)",
    message = "secretRef names the Secret with the connection settings of an External resource: set it for provider External, and only there")
@ValidationRule(
    value = "self.provider != 'Managed' || oldSelf.provider != 'Managed' || self.storage == oldSelf.storage",
    message = "storage cannot be changed: a StatefulSet's claim template is immutable; expand the claim data-<name>-0 itself")
public record ResourceSpec(
        @Required
        @Size(min = 1, max = 40)
        @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Name of the resource, for bindings; of a managed one also the name of its StatefulSet and Service.")
        String name,

        @Default("Postgres")
        @JsonPropertyDescription("What it is.")
        Type type,

        @Default("Managed")
        @JsonPropertyDescription("Managed: one pod with a persistent volume, run by the operator. External: exists already.")
        Provider provider,

        @Default("1Gi")
        @JsonPropertyDescription("Size of the volume of a Managed resource.")
        Quantity storage,

        @Default("Retain")
        @JsonPropertyDescription("What becomes of the volume claim of a Managed resource when the resource goes.")
        ReclaimPolicy reclaimPolicy,

        @JsonPropertyDescription("Secret of an External resource in the same namespace, with the keys host, port, database, username and password.")
        SecretRef secretRef) {

    /** Kinds of data store. */
    public enum Type {
        Postgres
    }

    /** Who runs the data store. */
    public enum Provider {
        Managed,
        External
    }

    /** As in core/v1 PersistentVolume. */
    public enum ReclaimPolicy {
        Retain,
        Delete
    }

    /** A Secret in the resource's own namespace. */
    public record SecretRef(
            @Required
            @Size(min = 1, max = 253)
            @JsonPropertyDescription("Name of the Secret.")
            String name) {}
}
