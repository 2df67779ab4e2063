package dev.shopplatform.operator.cluster;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices, while running, whether the cluster has the CustomResourceDefinitions of an optional API. Watches each by its name, so
 * that it need not be allowed to read others, and so that it need not ask again and again.
 */
public final class OptionalApis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OptionalApis.class);
    private static final long RETRY_SECONDS = 10;

    private final Collection<String> names;
    private final Consumer<Boolean> onChange;
    private final Set<String> established = ConcurrentHashMap.newKeySet();
    private final List<SharedIndexInformer<CustomResourceDefinition>> informers;
    /** Filling a cache takes requests, which must not hold up the watch that found it out. */
    private final ScheduledExecutorService changes =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("optional-apis").factory());
    private boolean told;

    /**
     * @param names    of the CustomResourceDefinitions, all of which make the API
     * @param onChange is told when the API appears (true) or goes (false), one call at a time; is told again if it fails
     */
    public OptionalApis(KubernetesClient client, Collection<String> names, Consumer<Boolean> onChange) {
        this.names = names;
        this.onChange = onChange;
        this.informers = names.stream()
            .map(name -> client.apiextensions().v1().customResourceDefinitions().withName(name)
                .runnableInformer(0)
                .addEventHandler(handler())
                .exceptionHandler((started, failure) -> true))
            .toList();
    }

    /** Returns when it is known, and told, what the cluster has. */
    public void start() {
        CompletableFuture.allOf(informers.stream()
            .map(informer -> informer.start().toCompletableFuture())
            .toArray(CompletableFuture[]::new)).join();
        CompletableFuture.runAsync(this::update, changes).join();
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
        changes.shutdownNow();
    }

    private void update() {
        boolean now = established.containsAll(names);
        if (now == told) {
            return;
        }
        try {
            onChange.accept(now);
            told = now;
        } catch (RuntimeException e) {
            LOG.error("could not follow the change of an optional API; trying again in {} s", RETRY_SECONDS, e);
            changes.schedule(this::update, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void seen(CustomResourceDefinition definition) {
        boolean ready = definition.getStatus() != null && definition.getStatus().getConditions() != null
            && definition.getStatus().getConditions().stream()
            .anyMatch(condition -> "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
        change(definition, ready && definition.getMetadata().getDeletionTimestamp() == null);
    }

    private void change(CustomResourceDefinition definition, boolean ready) {
        String name = definition.getMetadata().getName();
        if (ready ? established.add(name) : established.remove(name)) {
            changes.submit(this::update);
        }
    }

    private ResourceEventHandler<CustomResourceDefinition> handler() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(CustomResourceDefinition definition) {
                seen(definition);
            }

            @Override
            public void onUpdate(CustomResourceDefinition before, CustomResourceDefinition after) {
                seen(after);
            }

            @Override
            public void onDelete(CustomResourceDefinition definition, boolean finalStateUnknown) {
                change(definition, false);
            }
        };
    }
}
