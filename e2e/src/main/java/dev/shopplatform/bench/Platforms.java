package dev.shopplatform.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopplatform.api.v1alpha1.ShopPlatform;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The platforms of the benchmark: three services without pods, five children each. A namespace holds many. */
final class Platforms {
    private static final int WRITERS = 16;

    private final KubernetesClient client;
    private final String namespace;

    Platforms(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        client.resource(new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build()).serverSideApply();
    }

    String namespace() {
        return namespace;
    }

    static String name(int number) {
        return "p" + number;
    }

    void create(int number) {
        String name = name(number);
        ShopPlatform platform = Serialization.unmarshal("""
                apiVersion: shopplatform.dev/v1alpha1
                kind: ShopPlatform
                metadata: {name: %1$s}
                spec:
                  version: "1.0"
                  services:
                  - {name: %1$s-users, image: "registry.example.com/users:1.0", replicas: 0}
                  - {name: %1$s-payments, image: "registry.example.com/payments:1.0", replicas: 0}
                  - {name: %1$s-orders, image: "registry.example.com/orders:1.0", replicas: 0}
                """.formatted(name), ShopPlatform.class);
        client.resources(ShopPlatform.class).inNamespace(namespace).resource(platform).create();
    }

    /** As many at a time as a raw writer would. */
    void create(int from, int to) {
        inParallel(Stream.iterate(from, number -> number < to, number -> number + 1).map(number -> () -> create(number)));
    }

    /** Until the operator has seen to it that this many platforms are ready. */
    void awaitReady(int count, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (ready() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + ready() + " of " + count + " platforms became ready within " + limit);
            }
            Sleep.millis(100);
        }
    }

    private long ready() {
        return client.resources(ShopPlatform.class).inNamespace(namespace).list().getItems().stream()
                .filter(platform -> platform.getStatus() != null)
                .filter(platform -> platform.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True")))
                .count();
    }

    /** The children of a platform as they are. */
    List<ObjectNode> children(int number) {
        return Arrays.stream(ChildKind.values())
                .flatMap(kind -> client.genericKubernetesResources(kind.context()).inNamespace(namespace)
                        .withLabel("app.kubernetes.io/managed-by", "shop-operator")
                        .withLabel("app.kubernetes.io/instance", name(number)).list().getItems().stream())
                .map(child -> client.getKubernetesSerialization().convertValue(child, ObjectNode.class))
                .toList();
    }

    static void inParallel(Stream<Runnable> works) {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> pending = new ArrayList<>();
            works.forEach(work -> pending.add(writers.submit(work)));
            for (Future<?> future : pending) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
