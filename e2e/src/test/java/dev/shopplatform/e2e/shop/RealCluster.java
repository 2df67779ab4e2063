package dev.shopplatform.e2e.shop;

import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.ClusterRequest;
import dev.shopplatform.cluster.Clusters;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Components;
import dev.shopplatform.cluster.Progress;
import dev.shopplatform.cluster.images.Images;
import dev.shopplatform.local.LocalImages;
import dev.shopplatform.local.OperatorRelease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cluster of this package's tests, with the operator in pods, installed by its chart. One cluster serves all tests of a run; it is
 * the one of the kubeconfig context that the variable CONTEXT names, or one that is made, which goes with the last test unless it
 * was there before or KEEP_CLUSTER=true asks for it to stay: then the next run saves the time to make it.
 *
 * <p>Network policies are not tested here: the plain bridge network of a cluster that is run directly does not enforce them.
 */
final class RealCluster implements AutoCloseable {
    private static final String NAME = "test";
    private static final Optional<String> CONTEXT = Optional.ofNullable(System.getenv("CONTEXT")).filter(name -> !name.isBlank());

    private final Progress progress = Progress.on(System.out);
    private final boolean stays;
    private final Cluster cluster;
    private final Images images;
    private TestShop shared;

    RealCluster() {
        stays = "true".equals(System.getenv("KEEP_CLUSTER")) || !Clusters.existing(NAME).isEmpty();
        cluster = Clusters.obtain(ClusterRequest.named(NAME).inContext(CONTEXT), progress);
        LocalImages local = new LocalImages(progress);
        images = local.images();
        try {
            local.load(cluster);
            cluster.load(images.helloGo());
            progress.step("Installing the operator by its chart", () -> new OperatorRelease(cluster).install());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Cluster cluster() {
        return cluster;
    }

    /** Whether it is there for these tests alone, so that they may change all of it. */
    boolean isOurs() {
        return CONTEXT.isEmpty();
    }

    KubernetesClient client() {
        return cluster.client();
    }

    Images images() {
        return images;
    }

    Progress progress() {
        return progress;
    }

    /** The shop of samples/minimal.yaml, ready: one for all tests that leave it as it was, as Java takes its time to start. */
    TestShop minimalShop() {
        if (shared == null) {
            shared = new TestShop(this, "minimal");
            shared.apply(Samples.MINIMAL);
            shared.awaitReady();
            shared.awaitPurchase();
        }
        shared.apply(Samples.MINIMAL);
        shared.awaitReady();
        return shared;
    }

    /** Makes an image available under another name too. */
    void loadAs(Path imageTar, String name) {
        cluster.load(Retag.of(imageTar, name));
    }

    /** An address of the Service for this machine. */
    URI url(String namespace, String service) {
        return cluster.url(namespace, service, 80);
    }

    String kubectl(String... arguments) {
        List<String> words = new ArrayList<>(
            List.of(Components.path("kubectl").toString(), "--kubeconfig=" + cluster.kubeconfig()));
        words.addAll(List.of(arguments));
        return Command.of(words).run();
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
        }
        if (stays) {
            cluster.close();
        } else {
            cluster.destroy();
        }
    }
}
