package dev.shopplatform.local;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Components;
import dev.shopplatform.cluster.Main;
import dev.shopplatform.cluster.Progress;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What {@code make up} does once the cluster runs: the operator, the minimal sample, and a purchase through its gateway. */
public final class ShopUp implements Main.AfterUp {
    private static final String NAMESPACE = "default";
    private static final String SHOP = "shop";
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration PURCHASE_LIMIT = Duration.ofSeconds(30);

    @Override
    public void accept(Cluster cluster, Progress progress) {
        new LocalImages(progress).load(cluster);
        progress.step("Installing the operator by its chart", () -> new OperatorRelease(cluster).install());
        Path sample = Checkout.root().resolve("samples/minimal.yaml");
        progress.step("kubectl apply -f samples/minimal.yaml", () -> kubectl(cluster, "apply", "-f", sample.toString()));
        progress.step("Waiting until the shop is ready", () -> awaitReady(cluster.client(), progress));
        URI gateway = cluster.url(NAMESPACE, SHOP + "-gateway", 80);
        Customer.Order order = buy(gateway);
        System.out.println(kubectl(cluster, "get", "shops"));
        System.out.println("Gateway: " + gateway);
        System.out.println("Bought through it: order " + order.id() + ", total " + order.total() + ", " + order.status());
    }

    /** Tries for a while: the node's rules for a Service's address follow the readiness of its pods by a second or so. */
    private static Customer.Order buy(URI gateway) {
        long deadline = System.nanoTime() + PURCHASE_LIMIT.toNanos();
        while (true) {
            try {
                Customer customer = Customer.register(gateway);
                return customer.awaitPaid(customer.buy());
            } catch (IllegalStateException | UncheckedIOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void awaitReady(KubernetesClient client, Progress progress) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        String last = "";
        while (true) {
            Optional<Condition> ready = ready(client);
            if (ready.filter(condition -> "True".equals(condition.getStatus())).isPresent()) {
                return;
            }
            String message = ready.map(Condition::getMessage).orElse("the operator has not looked at it yet");
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The shop is not ready after " + LIMIT.toMinutes() + " minutes: " + message);
            }
            if (!message.equals(last)) {
                progress.say("  " + message);
                last = message;
            }
            pause();
        }
    }

    private static Optional<Condition> ready(KubernetesClient client) {
        ShopPlatform shop = client.resources(ShopPlatform.class).inNamespace(NAMESPACE).withName(SHOP).get();
        boolean seen = shop.getStatus() != null && shop.getMetadata().getGeneration().equals(shop.getStatus().observedGeneration());
        return !seen ? Optional.empty()
            : shop.getStatus().conditions().stream().filter(condition -> condition.getType().equals("Ready")).findFirst();
    }

    private static String kubectl(Cluster cluster, String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = Components.path("kubectl").toString();
        words[1] = "--kubeconfig=" + cluster.kubeconfig();
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return Command.of((Object[]) words).run();
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
