package dev.shopplatform.cluster;

import dev.shopplatform.cluster.direct.DirectSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where clusters come from. */
public final class Clusters {
    private Clusters() {
    }

    /**
     * Gives a running cluster: the kubeconfig context that the request names; without one, k3s where a Docker engine answers,
     * or else the upstream components run directly. A healthy cluster of that name is given again; one that is not is
     * replaced.
     *
     * @throws IllegalStateException where none can serve, with what each of them is missing
     */
    public static Cluster obtain(ClusterRequest request, Progress progress) {
        return locked(request.name(), () -> {
            List<Unavailable> reasons = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            List<ClusterSource> sources = sources();
            for (ClusterSource source : sources) {
                try {
                    return source.obtain(request, progress);
                } catch (Unavailable unavailable) {
                    reasons.add(unavailable);
                    missing.add("- " + source.description() + ": " + unavailable.getMessage());
                    if (request.context().isPresent()) {
                        // Whoever names a context wants that one, and no other in its place.
                        break;
                    }
                    if (unavailable.isWorthTelling() && source != sources.getLast()) {
                        progress.say("Not from " + source.description() + ": " + unavailable.getMessage());
                    }
                }
            }
            var failure = new IllegalStateException("No cluster is to be had:\n" + String.join("\n", missing));
            reasons.forEach(failure::addSuppressed);
            throw failure;
        });
    }

    /** The clusters of that name that exist, healthy or not; there may be one from each source. */
    public static List<Cluster> existing(String name) {
        return sources().stream().map(source -> source.existing(name)).flatMap(Optional::stream).toList();
    }

    /** Ends all clusters of that name, also what was left half made. Tells what it ended. */
    public static List<String> destroy(String name) {
        return locked(name, () -> {
            List<String> ended = sources().stream().filter(source -> source.destroy(name))
                    .map(ClusterSource::description).toList();
            Checkout.state(name).toFile().delete();
            return ended;
        });
    }

    private static List<ClusterSource> sources() {
        return List.of(new ContextSource(), new K3sSource(), new DirectSource());
    }

    private static <T> T locked(String name, Supplier<T> work) {
        return Locks.holding(Checkout.root().resolve(".cluster/.locks").resolve(name), work);
    }
}
