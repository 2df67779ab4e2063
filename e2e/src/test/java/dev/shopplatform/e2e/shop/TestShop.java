package dev.shopplatform.e2e.shop;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import dev.shopplatform.local.Customer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A ShopPlatform named shop in a namespace of its own, under Pod Security "restricted"; closing it removes all. */
final class TestShop implements AutoCloseable {
    static final String NAME = "shop";
    static final String GATEWAY = NAME + "-gateway";
    static final String DATABASE = "shop-db";

    /** Java takes its time to start where many programs share few cores. */
    static final Duration PATIENCE = Duration.ofMinutes(6);

    private final RealCluster cluster;
    private final String namespace;
    private final Pods pods;

    TestShop(RealCluster cluster, String purpose) {
        this.cluster = cluster;
        this.namespace = "it-" + purpose + "-" + UUID.randomUUID().toString().substring(0, 6);
        this.pods = new Pods(cluster.client(), namespace);
        cluster.client().namespaces().resource(new NamespaceBuilder()
            .withNewMetadata()
                .withName(namespace)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
            .endMetadata()
            .build()).create();
    }

    String namespace() {
        return namespace;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    Pods pods() {
        return pods;
    }

    /** Applies YAML as a user does, to this namespace; what an earlier one said and this one does not is reset. */
    void apply(String yaml) {
        client().load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items()
            .forEach(item -> client().resource(item).inNamespace(namespace)
                .patch(new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withFieldManager("user").withForce(true).build()));
    }

    Resource<ShopPlatform> resource() {
        return client().resources(ShopPlatform.class).inNamespace(namespace).withName(NAME);
    }

    ShopPlatform get() {
        return resource().get();
    }

    Optional<ShopPlatformStatus> status() {
        return Optional.ofNullable(get()).map(ShopPlatform::getStatus);
    }

    /** The child of that kind and name that is not healthy, as the status tells of it. */
    Optional<ShopPlatformStatus.Child> ailing(String kind, String name) {
        return status().stream().flatMap(status -> status.children().stream())
            .filter(child -> child.kind().equals(kind) && child.name().equals(name)).findFirst();
    }

    Optional<Condition> condition(String type) {
        return status().stream().flatMap(status -> status.conditions().stream())
            .filter(condition -> condition.getType().equals(type)).findFirst();
    }

    boolean isReady() {
        ShopPlatform shop = get();
        return shop != null && shop.getStatus() != null
            && shop.getMetadata().getGeneration().equals(shop.getStatus().observedGeneration())
            && shop.getStatus().conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
    }

    void awaitReady() {
        await("the shop is ready", this::isReady);
    }

    void awaitCondition(String type, Predicate<Condition> wanted) {
        await("condition " + type, () -> condition(type).filter(wanted).isPresent());
    }

    void await(String what, BooleanSupplier condition) {
        Await.until(PATIENCE, what, condition, this::diagnosis);
    }

    /** Waits for the gateway's first answer: the nodes learn a little later than the platform which pods are ready. */
    void awaitAnswer(String path) {
        await("an answer at " + path, () -> {
            try {
                return new Http(gateway(), Optional.empty()).send("GET", path, Map.of(), "").status() < 500;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /** The gateway that the operator runs. */
    URI gateway() {
        return cluster.url(namespace, GATEWAY);
    }

    Customer customer() {
        return Customer.register(gateway());
    }

    /** Waits until someone can register, log in and buy. */
    void awaitPurchase() {
        await("a purchase", () -> {
            try {
                customer().buy();
                return true;
            } catch (IllegalStateException | UncheckedIOException notYet) {
                return false;
            }
        });
    }

    String kubectl(String... arguments) {
        return cluster.kubectl(join(List.of("--namespace=" + namespace), arguments));
    }

    /** What one wants to know when something does not happen. */
    String diagnosis() {
        return "status:\n" + status().map(status -> client().getKubernetesSerialization().asYaml(status)).orElse("none")
            + "\n" + pods.diagnosis() + "\n" + Operator.logs(client());
    }

    /** Names of all objects of a kind in the namespace. */
    List<String> names(String apiVersion, String kind) {
        return client().genericKubernetesResources(apiVersion, kind).inNamespace(namespace).list().getItems().stream()
            .map(GenericKubernetesResource::getMetadata).map(meta -> meta.getName()).toList();
    }

    @Override
    public void close() {
        client().namespaces().withName(namespace).withTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).delete();
    }

    private static String[] join(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Stream.of(rest)).toArray(String[]::new);
    }
}
