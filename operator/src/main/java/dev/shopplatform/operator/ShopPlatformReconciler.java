package dev.shopplatform.operator;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import dev.shopplatform.operator.apply.Applier;
import dev.shopplatform.operator.apply.Memory;
import dev.shopplatform.operator.apply.Outcome;
import dev.shopplatform.operator.observe.Observer;
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
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Observe, plan, apply, status: the one way that the data takes. */
@ControllerConfiguration(
    name = "shopplatform",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = SpecOrAnnotationsChanged.class, informerListLimit = 250),
    maxReconciliationInterval = @MaxReconciliationInterval(interval = 60, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 2, maxInterval = 30_000)
public class ShopPlatformReconciler implements Reconciler<ShopPlatform> {
    /** Nothing tells when a foreign object goes away, so one asks. */
    private static final Duration CONFLICT_RETRY = Duration.ofSeconds(30);

    /** Of all platforms together: about as many as a small API server carries out at the same time. */
    private static final int PARALLEL_WRITES = 16;

    /** By then the caches have caught up. */
    private static final Duration STALE_RETRY = Duration.ofSeconds(1);

    private final Planner planner = new Planner(Catalogue.WAVES);
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final Memory memory = new Memory(clock);
    private final Images images;
    private final Set<String> namespaces;
    private final Applier applier;
    private final StatusWriter statusWriter;
    private final Announcer announcer;
    private final KubernetesClient client;
    private Observer observer;

    public ShopPlatformReconciler(KubernetesClient client, OperatorConfig config) {
        this.client = client;
        this.images = new Images(config.images().registry(), config.images().nginx(), config.images().postgres());
        this.namespaces = config.watchNamespaces().orElse(Set.of());
        this.applier = new Applier(client, memory, Executors.newFixedThreadPool(PARALLEL_WRITES, Thread.ofVirtual().factory()));
        this.statusWriter = new StatusWriter(client, clock);
        this.announcer = new Announcer(client);
    }

    @Override
    public List<EventSource<?, ShopPlatform>> prepareEventSources(EventSourceContext<ShopPlatform> context) {
        observer = new Observer(client, namespaces, context.getPrimaryCache(), Catalogue.kinds(), memory::forget);
        return List.of(observer);
    }

    @Override
    public UpdateControl<ShopPlatform> reconcile(ShopPlatform platform, Context<ShopPlatform> context) {
        if (platform.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        Instant now = clock.instant();
        statusWriter.current(platform).ifPresent(platform::setStatus);
        try {
            Shop shop = Shops.resolve(platform, images);
            View view = view(platform, shop);
            Plan plan = planner.plan(view);
            Outcome outcome = shop.paused() ? Outcome.NOTHING : applier.apply(shop.uid(), plan, view.observed());
            if (platform.getStatus() == null && outcome.hasJustBegun()) {
                return next(outcome, true);
            }
            boolean current = report(platform, StatusBuilder.of(platform, view, plan, outcome, now), now);
            return next(outcome, current);
        } catch (InvalidSpecException e) {
            return next(Outcome.NOTHING, report(platform, StatusBuilder.invalid(platform, e, now), now));
        }
    }

    private View view(ShopPlatform platform, Shop shop) {
        return new View(shop, images, observer.observe(platform, shop.references()), observer.capabilities(), entropy());
    }

    private String entropy() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Writes the status, and says whether it speaks of the newest spec. */
    private boolean report(ShopPlatform platform, ShopPlatformStatus status, Instant now) {
        ShopPlatformStatus before = platform.getStatus();
        if (status.equals(before)) {
            return true;
        }
        try {
            long generation = statusWriter.write(platform, status);
            announcer.announce(platform, before, status, now);
            return generation <= platform.getMetadata().getGeneration();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
            // It has just been deleted, and there is no one left to tell.
            return true;
        }
    }

    private static UpdateControl<ShopPlatform> next(Outcome outcome, boolean current) {
        outcome.throwFirstFailure();
        UpdateControl<ShopPlatform> control = UpdateControl.noUpdate();
        if (!current) {
            return control.rescheduleAfter(Duration.ZERO);
        }
        if (outcome.stale() || outcome.awaiting()) {
            return control.rescheduleAfter(STALE_RETRY);
        }
        return outcome.conflicts().isEmpty() ? control : control.rescheduleAfter(CONFLICT_RETRY);
    }
}
