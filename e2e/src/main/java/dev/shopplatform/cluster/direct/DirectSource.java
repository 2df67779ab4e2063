package dev.shopplatform.cluster.direct;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.ClusterRequest;
import dev.shopplatform.cluster.ClusterSource;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Component;
import dev.shopplatform.cluster.Components;
import dev.shopplatform.cluster.Progress;
import dev.shopplatform.cluster.Unavailable;
import dev.shopplatform.cluster.images.Images;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs the upstream components directly: on Linux, as root. */
public final class DirectSource implements ClusterSource {

    @Override
    public String description() {
        return "the Kubernetes components run directly on this machine";
    }

    @Override
    public Cluster obtain(ClusterRequest request, Progress progress) throws Unavailable {
        Instance instance = Instance.named(request.name());
        Optional<Cluster> healthy = reopen(instance, request, progress);
        if (healthy.isPresent()) {
            return healthy.get();
        }
        Prerequisites.ensure(!request.controlPlaneOnly(), progress);
        try {
            Components.build(request.controlPlaneOnly() ? Component.CONTROL_PLANE : Component.WHOLE_CLUSTER, progress);
            destroy(request.name());
            return request.controlPlaneOnly()
                    ? startControlPlane(instance, request, progress)
                    : startNode(instance, request, progress);
        } catch (RuntimeException failure) {
            // What is half done is of no use; the logs are.
            Tree.kill(instance);
            throw Unavailable.failing(String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public Optional<Cluster> existing(String name) {
        Instance instance = Instance.named(name);
        return instance.notes().map(notes -> new DirectCluster(instance, notes));
    }

    private static Cluster startControlPlane(Instance instance, ClusterRequest request, Progress progress) {
        instance.create();
        return progress.step("Starting etcd, kube-apiserver and kube-controller-manager", () -> {
            Tree.launch(instance, false);
            return startControlPlane(instance, Layout.onLoopback(), request);
        });
    }

    private static DirectCluster startControlPlane(Instance instance, Layout layout, ClusterRequest request) {
        Pki.write(instance, layout);
        ControlPlane controlPlane = new ControlPlane(instance, layout);
        controlPlane.startApiServer(request.auditLog());
        Instance.Notes notes = new Instance.Notes(layout.slot(), Components.kubernetesVersion(), request.auditLog());
        instance.note(notes);
        try (Readiness readiness = new Readiness(instance)) {
            readiness.apiServer();
            controlPlane.startControllers();
            readiness.controllers();
        }
        return new DirectCluster(instance, notes);
    }

    private static Cluster startNode(Instance instance, ClusterRequest request, Progress progress) {
        Path pause = new Images(Path.of(System.getProperty("java.home")), progress).pause();
        instance.create();
        Layout layout = progress.step("Making the node's namespaces", () -> {
            ProcessHandle init = Tree.init(Tree.launch(instance, true)).orElseThrow();
            return Layout.withNode(Link.create(init.pid()));
        });
        Node node = new Node(instance, layout);
        DirectCluster cluster = progress.step("Starting the control plane", () -> {
            node.startContainerd();
            return startControlPlane(instance, layout, request);
        });
        progress.step("Starting the node", () -> {
            try (Readiness readiness = new Readiness(instance)) {
                readiness.containerd(cluster);
                cluster.load(pause);
                Cgroups.create(layout.slot());
                node.startKubelet();
                BaseObjects.apply(instance, layout, cluster.client());
                ClusterDns.start(instance, layout);
                Metrics.start(instance, layout);
                readiness.node(cluster);
            }
        });
        return cluster;
    }

    /** The running cluster, where it is healthy and does what is asked. */
    private static Optional<Cluster> reopen(Instance instance, ClusterRequest request, Progress progress) {
        Optional<Instance.Notes> notes = Tree.of(instance).flatMap(tree -> instance.notes());
        if (notes.isEmpty()) {
            return Optional.empty();
        }
        if (!fits(notes.get(), request)) {
            progress.say("Replacing cluster '" + instance.name() + "', which is not of the kind now asked for");
            return Optional.empty();
        }
        DirectCluster cluster = new DirectCluster(instance, notes.get());
        try (Readiness readiness = new Readiness(instance)) {
            if (!readiness.isHealthy(cluster)
                    && !progress.step("Waiting for cluster '" + instance.name() + "' to answer", () -> readiness.recovers(cluster))) {
                progress.say("Replacing cluster '" + instance.name() + "', which does not answer as it should");
                cluster.close();
                return Optional.empty();
            }
        }
        if (cluster.runsPods()) {
            Volumes.stock(instance, cluster.client());
        }
        return Optional.of(cluster);
    }

    private static boolean fits(Instance.Notes notes, ClusterRequest request) {
        return (notes.hasNode() || request.controlPlaneOnly())
                && (request.auditLog().isEmpty() || request.auditLog().equals(notes.auditLog()))
                && notes.version().equals(Components.kubernetesVersion());
    }

    @Override
    public boolean destroy(String name) {
        Instance instance = Instance.named(name);
        Tree.kill(instance);
        if (!Files.exists(instance.folder())) {
            return false;
        }
        instance.notes().filter(Instance.Notes::hasNode).ifPresent(notes -> Cgroups.remove(notes.slot()));
        // Should a mount have been left there, what it shows is not ours to delete.
        Command.of("rm", "-rf", "--one-file-system", instance.folder()).run();
        return true;
    }
}
