package dev.shopplatform.cluster;

import java.util.Optional;

/** One way to get a cluster. */
public interface ClusterSource {

    /** How the source is named to the user. */
    String description();

    /**
     * Gives the running cluster of that name where it is healthy and fits the request, otherwise a new one in its
     * place.
     *
     * @throws Unavailable where this source cannot serve, so that the next may be tried
     */
    Cluster obtain(ClusterRequest request, Progress progress) throws Unavailable;

    /** The cluster of that name, whether healthy or not, if this source has one. */
    Optional<Cluster> existing(String name);

    /** Ends the cluster of that name, also one that was left half made. Gives whether there was any. */
    boolean destroy(String name);
}
