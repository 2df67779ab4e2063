package dev.shopplatform.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The informers of one kind: one for the cluster, or one for each namespace that the operator watches. */
final class Watch<R extends HasMetadata> {
    /** Objects in one answer to a list, so that the first one does not need more memory than the cache that it fills. */
    static final long PAGE = 250;

    private final List<Place<R>> places;

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
        Function<R, Optional<String>> index) {}

    Watch(KubernetesClient client, Set<String> namespaces, Scope<R> scope, ResourceEventHandler<R> handler) {
        var resources = client.resources(scope.kind());
        Stream<FilterWatchListDeletable<R, ? extends KubernetesResourceList<R>, Resource<R>>> selected = namespaces.isEmpty()
            ? Stream.of(resources.inAnyNamespace())
            : namespaces.stream().map(resources::inNamespace);
        this.places = selected.map(place -> {
            @SuppressWarnings("unchecked")
            var some = scope.select().apply((FilterWatchListDeletable<R, KubernetesResourceList<R>, Resource<R>>) place);
            var store = new CompactStore<>(scope.kind(), scope.prune(), scope.index(), client.getKubernetesSerialization());
            SharedIndexInformer<R> informer = some.withLimit(PAGE).runnableInformer(0)
                .itemStore(store)
                .removeNamespaceIndex()
                .addEventHandler(handler)
                .exceptionHandler((started, failure) -> true);
            return new Place<>(informer, store);
        }).toList();
    }

    /** The informer of a namespace, or of all, and what it has seen. */
    private record Place<R extends HasMetadata>(SharedIndexInformer<R> informer, CompactStore<R> store) {}

    Stream<CompletionStage<Void>> start() {
        return places.stream().map(place -> place.informer.start());
    }

    void stop() {
        places.forEach(place -> place.informer.stop());
    }

    boolean isWatching() {
        return places.stream().allMatch(place -> place.informer.isWatching());
    }

    Stream<R> indexed(String key) {
        return places.stream().flatMap(place -> place.store.indexed(key));
    }

    Optional<R> get(String key) {
        return places.stream().flatMap(place -> Optional.ofNullable(place.store.get(key)).stream()).findFirst();
    }
}
