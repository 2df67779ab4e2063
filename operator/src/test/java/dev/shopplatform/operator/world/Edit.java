package dev.shopplatform.operator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.function.Consumer;

/** Changes specs as their users do: as text. */
public final class Edit {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    /** Without it, text that starts with a brace would be taken for JSON. */
    private static final String DOCUMENT = "---\n";

    private Edit() {}

    /** The spec with a change of its JSON. */
    public static ShopPlatformSpec of(ShopPlatformSpec spec, Consumer<ObjectNode> change) {
        ObjectNode json = JSON.convertValue(spec, ObjectNode.class);
        change.accept(json);
        return JSON.convertValue(json, ShopPlatformSpec.class);
    }

    /** The spec with these fields, given as YAML, in place of its own of the same names. */
    public static ShopPlatformSpec with(ShopPlatformSpec spec, String yaml) {
        return of(spec, json -> json.setAll((ObjectNode) JSON.convertValue(JSON.unmarshal(DOCUMENT + yaml, Object.class), ObjectNode.class)));
    }

    /** The spec without these fields. */
    public static ShopPlatformSpec without(ShopPlatformSpec spec, String... fields) {
        return of(spec, json -> json.remove(List.of(fields)));
    }

    /** A spec from YAML. */
    public static ShopPlatformSpec spec(String yaml) {
        return JSON.unmarshal(DOCUMENT + yaml, ShopPlatformSpec.class);
    }
}
