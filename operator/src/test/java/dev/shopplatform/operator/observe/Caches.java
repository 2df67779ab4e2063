package dev.shopplatform.operator.observe;

import dev.shopplatform.operator.plan.Metadata;
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
import java.util.function.UnaryOperator;
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
        boolean selected = object instanceof Secret || Metadata.OPERATOR.equals(label(object, Metadata.MANAGED_BY));
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
    public Observed observe(String uid, String namespace, Collection<String> secretNames) {
        Map<Class<? extends HasMetadata>, Map<String, HasMetadata>> children = new HashMap<>();
        stores.forEach((kind, store) -> children.put(kind, store.indexed(uid)
            .filter(object -> object.getMetadata().getNamespace().equals(namespace))
            .collect(Collectors.toMap(object -> object.getMetadata().getName(), object -> object))));
        Map<String, String> secretVersions = new HashMap<>();
        secretNames.forEach(name -> Optional.ofNullable(store(Secret.class).get(namespace + "/" + name)).ifPresent(secret ->
            secretVersions.put(name, secret.getMetadata().getUid() + "/" + secret.getMetadata().getResourceVersion())));
        return new Observed(children, pods, secretVersions);
    }

    @SuppressWarnings("unchecked")
    private <R extends HasMetadata> CompactStore<R> store(Class<R> kind) {
        return (CompactStore<R>) stores.computeIfAbsent(kind, k -> new CompactStore<>(kind, kind == Secret.class
            ? object -> kind.cast(Prune.secret((Secret) object)) : UnaryOperator.identity(),
            object -> Metadata.controller(object).map(OwnerReference::getUid), json));
    }

    private static String label(HasMetadata object, String name) {
        return Optional.ofNullable(object.getMetadata().getLabels()).map(labels -> labels.get(name)).orElse("");
    }
}
