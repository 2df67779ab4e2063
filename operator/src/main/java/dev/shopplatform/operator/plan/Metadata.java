package dev.shopplatform.operator.plan;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names, labels and owners of the children. */
public final class Metadata {
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String OPERATOR = "shop-operator";
    public static final String INSTANCE = "app.kubernetes.io/instance";
    public static final String COMPONENT = "app.kubernetes.io/component";

    /** Hash of what the operator last wrote, so that a restart finds out what changed without asking. */
    public static final String APPLIED = ShopPlatform.GROUP + "/applied";

    public static final String SERVICE = "service";
    public static final String GATEWAY = "gateway";
    public static final String DATABASE = "database";

    private Metadata() {}

    /** Metadata of a child: its name, and the part of the shop that it belongs to. */
    public static ObjectMeta of(String name, String component) {
        return new ObjectMetaBuilder()
            .withName(name)
            .addToLabels("app", name)
            .addToLabels("app.kubernetes.io/name", name)
            .addToLabels(COMPONENT, component)
            .build();
    }

    /** What selects the pods of a service, gateway or database. It never changes. */
    public static Map<String, String> selector(Shop shop, String app) {
        return new TreeMap<>(Map.of("app", app, INSTANCE, shop.name()));
    }

    /** Labels of the pods of a service, gateway or database; the version is empty where it has none. */
    public static Map<String, String> podLabels(Shop shop, String app, String component, String version) {
        Map<String, String> labels = common(shop);
        labels.putAll(of(app, component).getLabels());
        if (!version.isEmpty()) {
            labels.put("version", version);
            labels.put("app.kubernetes.io/version", version);
        }
        return labels;
    }

    /** Whether this platform, and not another of the same name, is the controller of the object. */
    public static boolean controls(String uid, HasMetadata object) {
        return controller(object).filter(owner -> owner.getUid().equals(uid)).isPresent();
    }

    /** Whether the object has the label by which what the operator made is watched. */
    public static boolean isManaged(HasMetadata object) {
        return object.getMetadata().getLabels() != null && OPERATOR.equals(object.getMetadata().getLabels().get(MANAGED_BY));
    }

    /** The ShopPlatform that controls the object. */
    public static Optional<OwnerReference> controller(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
            .filter(owner -> Boolean.TRUE.equals(owner.getController()))
            .filter(owner -> owner.getKind().equals("ShopPlatform") && owner.getApiVersion().startsWith(ShopPlatform.GROUP + "/"))
            .findFirst();
    }

    /** Adds what every child has, and the hash of the whole, for objects that are kept as they are wanted. */
    static <R extends HasMetadata> R stampApplied(Shop shop, R object) {
        stamp(shop, object).getMetadata().getAnnotations().put(APPLIED, Hash.of(object));
        return object;
    }

    /** Whether the object was last written with the content of the wanted one, which is stamped. */
    public static boolean isApplied(HasMetadata wanted, HasMetadata actual) {
        return wanted.getMetadata().getAnnotations().get(APPLIED).equals(actual.getMetadata().getAnnotations().get(APPLIED));
    }

    /** Adds what every child has: the namespace, the owner and the labels. */
    static <R extends HasMetadata> R stamp(Shop shop, R object) {
        ObjectMeta own = object.getMetadata();
        Map<String, String> labels = common(shop);
        labels.putAll(own.getLabels());
        object.setMetadata(new ObjectMetaBuilder(own)
            .withNamespace(shop.namespace())
            .withLabels(labels)
            .withOwnerReferences(new OwnerReferenceBuilder()
                .withApiVersion(ShopPlatform.GROUP + "/v1alpha1")
                .withKind("ShopPlatform")
                .withName(shop.name())
                .withUid(shop.uid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build())
            .build());
        return object;
    }

    private static Map<String, String> common(Shop shop) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(MANAGED_BY, OPERATOR);
        labels.put("app.kubernetes.io/part-of", shop.name());
        labels.put(INSTANCE, shop.name());
        return labels;
    }
}
