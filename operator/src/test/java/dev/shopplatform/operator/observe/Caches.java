package dev.shopplatform.operator.observe;

import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Reference;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the operator's informers hold, brought up to date only when a test says so: with the real store and pruning. */
public final class Caches {
    private final Map<Class<? extends HasMetadata>, CompactStore<? extends HasMetadata>> stores = new HashMap<>();
    private final Map<Class<? extends HasMetadata>, Map<String, Long>> versions = new HashMap<>();
    private final KubernetesSerialization json;
    private final Consumer<HasMetadata> onDelete;
    private List<PodState> pods = List.of();

    public Caches(KubernetesSerialization json, Consumer<HasMetadata> onDelete) {
        this.json = json;
        this.onDelete = onDelete;
    }

    /** Takes over what exists of a kind: from the resourceVersion of each object, and what tells the object. */
    public <R extends HasMetadata> void sync(Class<R> kind, Map<String, Long> existing, Function<String, R> load) {
        CompactStore<R> store = store(kind);
        Map<String, Long> known = versions.computeIfAbsent(kind, k -> new HashMap<>());
        known.keySet().stream().filter(key -> !existing.containsKey(key)).toList().forEach(key -> forget(store, known, key));
        existing.forEach((key, version) -> {
            if (!version.equals(known.get(key))) {
                take(store, known, key, load.apply(key));
                known.put(key, version);
            }
        });
    }

    private <R extends HasMetadata> void take(CompactStore<R> store, Map<String, Long> known, String key, R object) {
        R before = store.get(key);
        boolean selected = object instanceof Secret || object instanceof ConfigMap || Metadata.isManaged(object);
        if (before != null && (!selected || !before.getMetadata().getUid().equals(object.getMetadata().getUid()))) {
            forget(store, known, key);
        }
        if (selected) {
            store.put(key, object);
        }
    }

    private <R extends HasMetadata> void forget(CompactStore<R> store, Map<String, Long> known, String key) {
        known.remove(key);
        Optional.ofNullable(store.remove(key)).ifPresent(onDelete);
    }

    /** The API of this kind has gone. */
    public void close(Class<? extends HasMetadata> kind) {
        stores.remove(kind);
        versions.remove(kind);
    }

    public void syncPods(List<Pod> existing) {
        pods = existing.stream().map(Prune::pod).map(PodState::of).toList();
    }

    /** As {@link Observer#observe} does. */
    public Observed observe(String uid, String namespace, Collection<Reference> references) {
        Map<Class<? extends HasMetadata>, Map<String, HasMetadata>> children = new HashMap<>();
        stores.forEach((kind, store) -> children.put(kind, store.indexed(uid)
            .filter(object -> object.getMetadata().getNamespace().equals(namespace))
            .collect(Collectors.toMap(object -> object.getMetadata().getName(), object -> object))));
        Map<Reference, String> readVersions = new HashMap<>();
        references.forEach(read -> Optional.ofNullable(store(read.kind()).get(namespace + "/" + read.name())).ifPresent(object ->
            readVersions.put(read, object.getMetadata().getUid() + "/" + object.getMetadata().getResourceVersion())));
        return new Observed(children, pods, readVersions);
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> CompactStore<R> store(Class<R> kind) {
        return (CompactStore<R>) stores.computeIfAbsent(kind, k -> new CompactStore<>(kind, Caches::prune, object -> Metadata.controller(object).map(OwnerReference::getUid), json));
    }

    @SuppressWarnings("unchecked")
    private static <R extends HasMetadata> R prune(R object) {
        return switch (object) {
            case Secret secret -> (R) Prune.secret(secret);
            case ConfigMap configMap -> (R) Prune.configMap(configMap);
            default -> object;
        };
    }
}
