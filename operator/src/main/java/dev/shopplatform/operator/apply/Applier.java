package dev.shopplatform.operator.apply;

import dev.shopplatform.operator.observe.Observed;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Plan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes the difference between a plan and what exists, by server-side apply under one field manager, and nothing else. Never
 * adopts, changes or deletes what the platform does not control. A failure concerns one child; the others are still written.
 */
public final class Applier {
    private static final String FIELD_MANAGER = "shop-operator";

    /** Keeps the number of pods for an autoscaler that has not written it yet. */
    private static final String HANDOVER_MANAGER = "shop-operator-handover";

    /** A resourceVersion that no object has: with it, an apply creates or fails, but does not change what exists. */
    private static final String APPLY_AS_NEW = "1";

    /** Stands for the content of what is written only once. */
    private static final String CREATED = "";

    private final KubernetesClient client;
    private final Memory memory;
    private final Executor executor;
    private final Drift drift;

    /**
     * Of plans for many platforms.
     *
     * @param executor carries out what may be done at the same time
     */
    public Applier(KubernetesClient client, Memory memory, Executor executor) {
        this.client = client;
        this.memory = memory;
        this.executor = executor;
        this.drift = new Drift(client.getKubernetesSerialization());
    }

    /** Carries the plan out. */
    public Outcome apply(String uid, Plan plan, Observed observed) {
        Run run = new Run(uid, observed);
        Outcome outcome = together(plan.handovers(), Plan.Handover::deployment, this::handOver)
            .and(together(plan.creations(), object -> object, object -> create(run, object)));
        for (List<HasMetadata> wave : plan.waves()) {
            List<HasMetadata> changed = wave.stream().filter(object -> !isSettled(run, object)).toList();
            outcome = outcome.and(together(changed, object -> object, object -> write(run, object)));
        }
        for (List<HasMetadata> wave : plan.deletions()) {
            List<HasMetadata> unneeded = outcome.isComplete() ? withoutNeeded(wave, outcome, plan) : List.of();
            outcome = outcome.and(together(unneeded, object -> object, this::delete));
        }
        return outcome;
    }

    /** Make before break: the old gateway goes when there is a new one, which there is not where its name was taken. */
    private static List<HasMetadata> withoutNeeded(List<HasMetadata> deletions, Outcome outcome, Plan plan) {
        boolean gatewayIsMissing = outcome.conflicts().stream()
            .anyMatch(conflict -> plan.component(conflict.kind(), conflict.name()).equals(Metadata.GATEWAY));
        return deletions.stream()
            .filter(object -> !gatewayIsMissing || !Metadata.GATEWAY.equals(object.getMetadata().getLabels().get(Metadata.COMPONENT)))
            .toList();
    }

    /** One plan being carried out. */
    private record Run(String uid, Observed observed) {}

    private <T> Outcome together(List<T> things, Function<T, HasMetadata> object, Function<T, Outcome> step) {
        return things.stream()
            .map(thing -> CompletableFuture.supplyAsync(() -> attempt(object.apply(thing), () -> step.apply(thing)), executor))
            .toList().stream()
            .map(CompletableFuture::join)
            .reduce(Outcome.NOTHING, Outcome::and);
    }

    private static Outcome attempt(HasMetadata object, Supplier<Outcome> step) {
        try {
            return step.get();
        } catch (KubernetesClientException e) {
            return e.getCode() == HttpURLConnection.HTTP_CONFLICT ? Outcome.STALE
                : Outcome.of(new Outcome.Failure(object.getKind(), object.getMetadata().getName(), e));
        }
    }

    /** Whether there is nothing to write, or nothing that can be written as long as the object is leaving. */
    private boolean isSettled(Run run, HasMetadata desired) {
        Optional<? extends HasMetadata> actual = run.observed.find(desired.getClass(), desired.getMetadata().getName());
        if (actual.isEmpty()) {
            return false;
        }
        HasMetadata found = actual.get();
        long seen = Long.parseLong(found.getMetadata().getResourceVersion());
        boolean leaving = found.getMetadata().getDeletionTimestamp() != null;
        if (leaving || memory.isKnown(desired, applied(desired), seen)) {
            return true;
        }
        boolean asWanted = !memory.isStale(desired, seen) && isAsWanted(desired, found);
        if (asWanted) {
            memory.found(desired, applied(desired), seen);
        }
        return asWanted;
    }

    private static String applied(HasMetadata desired) {
        return desired.getMetadata().getAnnotations().get(Metadata.APPLIED);
    }

    private boolean isAsWanted(HasMetadata desired, HasMetadata found) {
        return Metadata.isApplied(desired, found) && drift.isNone(desired, found);
    }

    private Outcome write(Run run, HasMetadata desired) {
        Optional<? extends HasMetadata> actual = run.observed.find(desired.getClass(), desired.getMetadata().getName());
        return actual.isEmpty() ? createMissing(run, desired, applied(desired))
            : update(desired, applied(desired), actual.get().getMetadata().getUid());
    }

    private Outcome create(Run run, HasMetadata desired) {
        return run.observed.find(desired.getClass(), desired.getMetadata().getName()).isPresent() ? Outcome.NOTHING
            : createMissing(run, desired, CREATED);
    }

    private Outcome createMissing(Run run, HasMetadata desired, String applied) {
        return memory.isOnItsWay(desired, applied) ? Outcome.AWAITING : createNew(run, desired, applied);
    }

    private Outcome createNew(Run run, HasMetadata desired, String applied) {
        try {
            if (applied.equals(CREATED)) {
                memory.written(desired, applied, client.resource(desired).create().getMetadata().getResourceVersion());
            } else {
                desired.getMetadata().setResourceVersion(APPLY_AS_NEW);
                serverSideApply(desired, applied);
            }
            return Outcome.AWAITING;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return taken(run, desired, applied, e);
        }
    }

    /** The name is taken: by ourselves, when the cache lags behind, or by something that is not ours. */
    private Outcome taken(Run run, HasMetadata desired, String applied, KubernetesClientException conflict) {
        HasMetadata holder = client.resource(desired).get();
        if (holder == null) {
            throw conflict;
        }
        if (!Metadata.controls(run.uid, holder)) {
            return Outcome.of(new Outcome.Conflict(desired.getKind(), desired.getMetadata().getName(), describe(holder)));
        }
        return applied.equals(CREATED) ? Outcome.NOTHING : update(desired, applied, holder.getMetadata().getUid());
    }

    private static String describe(HasMetadata holder) {
        return holder.getMetadata().getOwnerReferences().stream()
            .filter(owner -> Boolean.TRUE.equals(owner.getController()))
            .map(owner -> owner.getKind() + " " + owner.getName())
            .findFirst()
            .orElse("someone else");
    }

    private Outcome update(HasMetadata desired, String applied, String uid) {
        desired.getMetadata().setResourceVersion(null);
        desired.getMetadata().setUid(uid);
        serverSideApply(desired, applied);
        return Outcome.NOTHING;
    }

    private void serverSideApply(HasMetadata desired, String applied) {
        HasMetadata result = client.resource(desired).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
        memory.written(desired, applied, result.getMetadata().getResourceVersion());
    }

    private Outcome handOver(Plan.Handover handover) {
        var meta = handover.deployment().getMetadata();
        Deployment replicas = new DeploymentBuilder()
            .withMetadata(new ObjectMetaBuilder()
                .withNamespace(meta.getNamespace()).withName(meta.getName()).withUid(meta.getUid()).build())
            .withNewSpec().withReplicas(handover.replicas()).endSpec()
            .build();
        client.resource(replicas).fieldManager(HANDOVER_MANAGER).forceConflicts().serverSideApply();
        return Outcome.NOTHING;
    }

    /** With the resourceVersion that was seen: stricter than the uid, and a change since then is looked at first. */
    private Outcome delete(HasMetadata object) {
        client.resource(object).lockResourceVersion(object.getMetadata().getResourceVersion()).delete();
        return Outcome.NOTHING;
    }
}
