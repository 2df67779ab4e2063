package dev.shopplatform.operator.world;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import dev.shopplatform.operator.Catalogue;
import dev.shopplatform.operator.apply.Applier;
import dev.shopplatform.operator.apply.Memory;
import dev.shopplatform.operator.apply.Outcome;
import dev.shopplatform.operator.cluster.Capabilities;
import dev.shopplatform.operator.cluster.Istio;
import dev.shopplatform.operator.observe.Caches;
import dev.shopplatform.operator.observe.Observed;
import dev.shopplatform.operator.plan.Hash;
import dev.shopplatform.operator.plan.Images;
import dev.shopplatform.operator.plan.InvalidSpecException;
import dev.shopplatform.operator.plan.Plan;
import dev.shopplatform.operator.plan.Planner;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.Shops;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.status.Announcer;
import dev.shopplatform.operator.status.StatusBuilder;
import dev.shopplatform.operator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A small cluster and an operator in it, in memory and without threads or clocks, so that a test decides what happens when:
 * {@link #settle} lets all go on until nothing changes; {@link #sync}, {@link #reconcile} and {@link #step} are its parts.
 */
public final class World {
    public static final String NAMESPACE = "shops";
    public static final Images IMAGES = new Images("ghcr.io/shopplatform", "nginx:test", "postgres:test");
    private static final int PATIENCE = 300;

    private final ApiServer server = new ApiServer();
    private final Controllers controllers = new Controllers(server);
    private final Planner planner = new Planner(Catalogue.WAVES);
    private final ShopPlatform platform = new ShopPlatform();
    private Memory memory;
    private Caches caches;
    private Applier applier;
    private StatusWriter statusWriter;
    private boolean istio;
    private final Ticker clock = new Ticker();
    private long plans;

    /** What the operator saw, decided and did in one reconciliation; the view and plan are null for an invalid spec. */
    public record Round(View view, Plan plan, Outcome outcome, ShopPlatformStatus status) {}

    private World(String name, boolean istio) {
        this.istio = istio;
        platform.setMetadata(new ObjectMetaBuilder()
            .withNamespace(NAMESPACE).withName(name).withUid("uid-of-" + name).withGeneration(0L).withResourceVersion("1").build());
        server.create(stored());
        restartOperator();
    }

    /** A cluster with Istio in which a sample has settled. */
    public static World settled(String sample) {
        World world = withSample(sample);
        world.settle();
        return world;
    }

    /** A cluster with Istio, a sample's platform, and what the sample brings beside it. */
    public static World withSample(String sample) {
        World world = new World(Samples.platform(sample).getMetadata().getName(), true);
        Samples.others(sample).forEach(object -> {
            object.getMetadata().setNamespace(NAMESPACE);
            world.server().create(object);
        });
        return world.apply(Samples.spec(sample));
    }

    /** A cluster with or without Istio, with a platform that has no spec yet. */
    public static World with(String name, boolean istio) {
        return new World(name, istio);
    }

    public ApiServer server() {
        return server;
    }

    public Controllers controllers() {
        return controllers;
    }

    public ShopPlatform platform() {
        return platform;
    }

    /** The user changes the spec. */
    public World apply(ShopPlatformSpec spec) {
        platform.setSpec(spec);
        platform.getMetadata().setGeneration(platform.getMetadata().getGeneration() + 1);
        return this;
    }

    public void pause(boolean paused) {
        platform.getMetadata().getAnnotations().put(ShopPlatform.PAUSE_ANNOTATION, String.valueOf(paused));
    }

    /** Istio's APIs come, or go with all objects of theirs. */
    public void istio(boolean installed) {
        istio = installed;
        if (!installed) {
            Istio.KINDS.forEach(kind -> {
                server.list(kind).forEach(server::delete);
                caches.close(kind);
            });
        }
    }

    /** The operator forgets all, and its caches are filled anew. */
    public void restartOperator() {
        memory = new Memory(clock);
        caches = new Caches(server.client().getKubernetesSerialization(), memory::forget);
        applier = new Applier(server.client(), memory, Runnable::run);
        statusWriter = new StatusWriter(server.client(), clock);
        sync();
    }

    public void sync() {
        sync(kind -> true);
    }

    /** The caches of these kinds, of the pods and of the platform show what exists. */
    public void sync(Predicate<Class<? extends HasMetadata>> kinds) {
        Catalogue.kinds().stream().filter(kind -> istio || !Istio.KINDS.contains(kind)).filter(kinds).forEach(this::syncKind);
        caches.syncPods(controllers.pods());
        ShopPlatform stored = server.find(ShopPlatform.class, NAMESPACE, platform.getMetadata().getName()).orElseThrow();
        platform.getMetadata().setResourceVersion(stored.getMetadata().getResourceVersion());
        platform.setStatus(stored.getStatus());
    }

    private <R extends HasMetadata> void syncKind(Class<R> kind) {
        Map<String, ApiServer.Ref> refs = new HashMap<>();
        Map<String, Long> versions = new HashMap<>();
        server.stored(kind).forEach((ref, stored) -> {
            String key = ref.namespace() + "/" + ref.name();
            refs.put(key, ref);
            versions.put(key, stored.resourceVersion());
        });
        caches.sync(kind, versions, key -> server.find(kind, refs.get(key).namespace(), refs.get(key).name()).orElseThrow());
    }

    /** What {@code ShopPlatformReconciler} does. */
    public Round reconcile() {
        clock.tick();
        Instant now = clock.instant();
        statusWriter.current(platform).ifPresent(platform::setStatus);
        try {
            Shop shop = Shops.resolve(platform, IMAGES);
            View view = view(shop);
            Plan plan = planner.plan(view);
            Outcome outcome = shop.paused() ? Outcome.NOTHING : applier.apply(shop.uid(), plan, view.observed());
            ShopPlatformStatus status = StatusBuilder.of(platform, view, plan, outcome, now);
            boolean silent = platform.getStatus() == null && outcome.hasJustBegun();
            return new Round(view, plan, outcome, silent ? status : report(status, now));
        } catch (InvalidSpecException e) {
            return new Round(null, null, Outcome.NOTHING, report(StatusBuilder.invalid(platform, e, now), now));
        }
    }

    private View view(Shop shop) {
        Observed observed = caches.observe(shop.uid(), shop.namespace(), shop.references());
        return new View(shop, IMAGES, observed, new Capabilities(istio), Hash.of("entropy " + ++plans));
    }

    private ShopPlatformStatus report(ShopPlatformStatus status, Instant now) {
        ShopPlatformStatus before = platform.getStatus();
        if (!status.equals(before)) {
            statusWriter.write(platform, status);
            new Announcer(server.client()).announce(platform, before, status, now);
        }
        return status;
    }

    /** One step of Kubernetes' own controllers. */
    public void step() {
        controllers.step();
    }

    /** Goes on until nothing changes. */
    public Round settle() {
        return settle(round -> { });
    }

    /** Goes on until nothing changes, and shows each round, after which the controllers take their step. */
    public Round settle(Consumer<Round> look) {
        for (int i = 0; i < PATIENCE; i++) {
            long before = server.revision() + controllers.changes();
            sync();
            Round round = reconcile();
            look.accept(round);
            step();
            if (server.revision() + controllers.changes() == before) {
                return round;
            }
        }
        throw new AssertionError("does not settle: " + server.takeRequests().reversed().stream().limit(20).toList());
    }

    /** The objects of every kind of child that exist, whoever made them. */
    public List<HasMetadata> objects() {
        return Catalogue.kinds().stream().<HasMetadata>flatMap(kind -> server.list(kind).stream()).toList();
    }

    public <R extends HasMetadata> Optional<R> find(Class<R> kind, String name) {
        return server.find(kind, NAMESPACE, name);
    }

    private ShopPlatform stored() {
        ShopPlatform stored = new ShopPlatform();
        stored.setMetadata(new ObjectMetaBuilder(platform.getMetadata()).build());
        return stored;
    }
}
