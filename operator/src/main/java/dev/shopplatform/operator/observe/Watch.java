package dev.shopplatform.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The informers of one kind: one for the cluster, or one for each namespace that the operator watches. */
final class Watch<R extends HasMetadata> {
    private static final String INDEX = "platform";

    private final List<SharedIndexInformer<R>> informers;

    /**
     * What of a kind is watched, and how.
     *
     * @param select narrows what the API server sends
     * @param prune  what of it is kept
     * @param index  the key under which {@link Watch#indexed} finds an object
     */
    record Scope<R extends HasMetadata>(
        Class<R> kind,
        UnaryOperator<FilterWatchListDeletable<R, KubernetesResourceList<R>, Resource<R>>> select,
        UnaryOperator<R> prune,
        Function<R, List<String>> index) {}

    Watch(KubernetesClient client, Set<String> namespaces, Scope<R> scope, ResourceEventHandler<R> handler) {
        var resources = client.resources(scope.kind());
        Stream<FilterWatchListDeletable<R, ? extends KubernetesResourceList<R>, Resource<R>>> places = namespaces.isEmpty()
            ? Stream.of(resources.inAnyNamespace())
            : namespaces.stream().map(resources::inNamespace);
        this.informers = places.map(place -> {
            @SuppressWarnings("unchecked")
            var selected = scope.select().apply((FilterWatchListDeletable<R, KubernetesResourceList<R>, Resource<R>>) place);
            return selected.runnableInformer(0)
                .itemStore(new CompactStore<>(scope.kind(), scope.prune(), client.getKubernetesSerialization()))
                .removeNamespaceIndex()
                .addIndexers(Map.of(INDEX, scope.index()))
                .addEventHandler(handler)
                .exceptionHandler((started, failure) -> true);
        }).toList();
    }

    Stream<CompletionStage<Void>> start() {
        return informers.stream().map(SharedIndexInformer::start);
    }

    void stop() {
        informers.forEach(SharedIndexInformer::stop);
    }

    boolean isWatching() {
        return informers.stream().allMatch(SharedIndexInformer::isWatching);
    }

    Stream<R> indexed(String key) {
        return informers.stream().flatMap(informer -> informer.getIndexer().byIndex(INDEX, key).stream());
    }

    Optional<R> get(String key) {
        return informers.stream().flatMap(informer -> Optional.ofNullable(informer.getIndexer().getByKey(key)).stream()).findFirst();
    }
}
