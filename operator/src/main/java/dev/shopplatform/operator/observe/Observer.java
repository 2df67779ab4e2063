package dev.shopplatform.operator.observe;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.operator.cluster.Capabilities;
import dev.shopplatform.operator.cluster.Istio;
import dev.shopplatform.operator.cluster.OptionalApis;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Reference;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches what the platforms consist of, tells the framework which platform an event is about, and answers from its caches what
 * exists: nothing here asks the API server. One informer for each kind of child, selected by label; one for the pods. Of Secrets and
 * ConfigMaps those of the users are watched too, as a change of one rolls the pods that read it.
 */
public final class Observer extends AbstractEventSource<HasMetadata, ShopPlatform> {
    private static final long SYNC_SECONDS = 60;

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final IndexerResourceCache<ShopPlatform> platforms;
    private final Consumer<HasMetadata> onDelete;
    private final Map<Class<? extends HasMetadata>, Watch<?>> children = new ConcurrentHashMap<>();
    private final Watch<Pod> pods;
    private final Map<Class<? extends HasMetadata>, Watch<?>> readByPods;
    private final OptionalApis istio;

    /**
     * @param namespaces the namespaces to watch; all of them if empty
     * @param platforms  the cache of the platforms themselves
     * @param kinds      the kinds of children; those of an optional API are watched when the cluster has it
     * @param onDelete   is told of each child that has gone
     */
    public Observer(
            KubernetesClient client,
            Set<String> namespaces,
            IndexerResourceCache<ShopPlatform> platforms,
            Collection<Class<? extends HasMetadata>> kinds,
            Consumer<HasMetadata> onDelete) {
        super(HasMetadata.class, "children");
        this.client = client;
        this.namespaces = namespaces;
        this.platforms = platforms;
        this.onDelete = onDelete;
        this.readByPods = Map.of(
            Secret.class, new Watch<>(client, namespaces, new Watch.Scope<>(
                Secret.class,
                resources -> resources.withoutField("type", "helm.sh/release.v1"),
                Prune::secret,
                Observer::controllerUid), handler(this::onReadByPods)),
            ConfigMap.class, new Watch<>(client, namespaces, new Watch.Scope<>(
                ConfigMap.class,
                resources -> resources,
                Prune::configMap,
                Observer::controllerUid), handler(this::onReadByPods)));
        children.putAll(readByPods);
        kinds.stream().filter(kind -> !readByPods.containsKey(kind) && !Istio.KINDS.contains(kind))
            .forEach(kind -> children.put(kind, watchChildren(kind)));
        this.pods = new Watch<>(client, namespaces, new Watch.Scope<>(
            Pod.class,
            resources -> resources.withLabel(Metadata.MANAGED_BY, Metadata.OPERATOR),
            Prune::pod,
            pod -> Optional.of(podKey(pod))), handler(this::onPod));
        this.istio = new OptionalApis(client, Istio.DEFINITIONS, this::istioChanged);
    }

    private <R extends HasMetadata> Watch<R> watchChildren(Class<R> kind) {
        return new Watch<>(client, namespaces, new Watch.Scope<>(
            kind,
            resources -> resources.withLabel(Metadata.MANAGED_BY, Metadata.OPERATOR),
            UnaryOperator.identity(),
            Observer::controllerUid), handler(this::onChild));
    }

    @Override
    public void start() {
        Stream<Watch<?>> all = Stream.concat(children.values().stream(), Stream.of(pods));
        await(all.flatMap(Watch::start));
        istio.start();
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        istio.close();
        children.values().forEach(Watch::stop);
        pods.stop();
    }

    /** What the cluster has, as of now. */
    public Capabilities capabilities() {
        return new Capabilities(children.keySet().containsAll(Istio.KINDS));
    }

    private void istioChanged(boolean present) {
        Istio.KINDS.forEach(present ? this::open : this::close);
        platforms.list(platform -> true).forEach(platform -> trigger(ResourceID.fromResource(platform)));
    }

    private void open(Class<? extends HasMetadata> kind) {
        if (!children.containsKey(kind)) {
            Watch<?> watch = watchChildren(kind);
            try {
                await(watch.start());
            } catch (OperatorException e) {
                watch.stop();
                throw e;
            }
            children.put(kind, watch);
        }
    }

    private void close(Class<? extends HasMetadata> kind) {
        Watch<?> watch = children.remove(kind);
        if (watch != null) {
            watch.stop();
        }
    }

    private static void await(Stream<? extends CompletionStage<Void>> starts) {
        var all = CompletableFuture.allOf(starts.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
        try {
            all.get(SYNC_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new OperatorException("the caches of the children did not fill within " + SYNC_SECONDS
                + " s; is the operator allowed to list and watch every kind?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted while the caches were filling", e);
        }
    }

    /** What exists of a platform, of which the pods read these objects. */
    public Observed observe(ShopPlatform platform, Collection<Reference> references) {
        String namespace = platform.getMetadata().getNamespace();
        Map<Class<? extends HasMetadata>, Map<String, HasMetadata>> found = new HashMap<>();
        children.forEach((kind, watch) -> found.put(kind, watch.indexed(platform.getMetadata().getUid())
            .filter(child -> child.getMetadata().getNamespace().equals(namespace))
            .collect(Collectors.toMap(child -> child.getMetadata().getName(), child -> child))));
        List<PodState> states = pods.indexed(namespace + "/" + platform.getMetadata().getName())
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .map(PodState::of)
            .toList();
        Map<Reference, String> versions = new HashMap<>();
        for (Reference read : references) {
            readByPods.get(read.kind()).get(namespace + "/" + read.name()).ifPresent(object ->
                versions.put(read, object.getMetadata().getUid() + "/" + object.getMetadata().getResourceVersion()));
        }
        return new Observed(found, states, versions);
    }

    @Override
    public Set<HasMetadata> getSecondaryResources(ShopPlatform platform) {
        return observe(platform, List.of()).all().collect(Collectors.toSet());
    }

    @Override
    public Status getStatus() {
        boolean watching = pods.isWatching() && children.values().stream().allMatch(Watch::isWatching);
        return watching ? Status.HEALTHY : Status.UNHEALTHY;
    }

    private void trigger(ResourceID platform) {
        if (isRunning()) {
            getEventHandler().handleEvent(new Event(platform));
        }
    }

    private void onChild(HasMetadata before, HasMetadata after) {
        if (after == null) {
            onDelete.accept(before);
        }
        Stream.of(Optional.ofNullable(before), Optional.ofNullable(after))
            .flatMap(child -> child.flatMap(Observer::platform).stream())
            .distinct()
            .forEach(this::trigger);
    }

    /** By its controller; one that was taken from an object leaves a label, and the platform is to hear when the name is free. */
    private static Optional<ResourceID> platform(HasMetadata child) {
        return Metadata.controller(child).map(OwnerReference::getName)
            .or(() -> Optional.of(child).filter(Metadata::isManaged).map(orphan -> orphan.getMetadata().getLabels().get(Metadata.INSTANCE)))
            .map(name -> new ResourceID(name, child.getMetadata().getNamespace()));
    }

    private void onPod(Pod before, Pod after) {
        boolean same = before != null && after != null
            && before.getMetadata().getDeletionTimestamp() == null
            && after.getMetadata().getDeletionTimestamp() == null
            && PodState.of(before).equals(PodState.of(after));
        if (!same) {
            Pod pod = after != null ? after : before;
            trigger(new ResourceID(pod.getMetadata().getLabels().get(Metadata.INSTANCE), pod.getMetadata().getNamespace()));
        }
    }

    private void onReadByPods(HasMetadata before, HasMetadata after) {
        onChild(before, after);
        if (!isRunning()) {
            return;
        }
        HasMetadata object = after != null ? after : before;
        Reference read = new Reference(object.getClass(), object.getMetadata().getName());
        platforms.list(object.getMetadata().getNamespace(), platform -> References.of(platform).contains(read))
            .forEach(platform -> trigger(ResourceID.fromResource(platform)));
    }

    private static Optional<String> controllerUid(HasMetadata object) {
        return Metadata.controller(object).map(OwnerReference::getUid);
    }

    private static String podKey(Pod pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getLabels().getOrDefault(Metadata.INSTANCE, "");
    }

    private interface Change<R> {
        /** Before is null for an object that is new, after for one that has gone. */
        void accept(R before, R after);
    }

    private static <R> ResourceEventHandler<R> handler(Change<? super R> change) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(R object) {
                change.accept(null, object);
            }

            @Override
            public void onUpdate(R before, R after) {
                change.accept(before, after);
            }

            @Override
            public void onDelete(R object, boolean finalStateUnknown) {
                change.accept(object, null);
            }
        };
    }
}
