package dev.shopplatform.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;

/**
 * A Kubernetes cluster to work on. It outlives this process: {@link #close()} only lets go of it, {@link #destroy()}
 * ends it.
 */
public interface Cluster extends AutoCloseable {

    String name();

    /** What it is, in a few words for people: which source gave it, and which version of Kubernetes it runs. */
    String source();

    /** A client with all rights. It belongs to this object and is closed with it. */
    KubernetesClient client();

    /** A kubeconfig whose only context is this cluster. */
    Path kubeconfig();

    /** How images get onto its nodes. */
    ImageSupply imageSupply();

    /** Makes the images of a tar (as written by Jib or {@code docker save}) available to the cluster's node. */
    void load(Path imageTar);

    /** An address of the Service that is reachable from this host. */
    URI url(String namespace, String service, int port);

    /** Whether pods really run: false where there is a control plane alone. */
    boolean runsPods();

    /** Lets go of the cluster and leaves it running. */
    @Override
    void close();

    /** Ends the cluster and removes what it left. A cluster that the user named by its context is left alone. */
    void destroy();
}
