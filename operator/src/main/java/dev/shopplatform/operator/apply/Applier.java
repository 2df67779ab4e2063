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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final Drift drift;

    public Applier(KubernetesClient client, Memory memory) {
        this.client = client;
        this.memory = memory;
        this.drift = new Drift(client.getKubernetesSerialization());
    }

    /** Carries the plan out. */
    public Outcome apply(String uid, Plan plan, Observed observed) {
        Run run = new Run(uid, observed);
        plan.handovers().forEach(handover -> run.attempt(handover.deployment(), () -> handOver(handover)));
        plan.creations().forEach(object -> run.attempt(object, () -> create(run, object)));
        plan.writes().forEach(object -> run.attempt(object, () -> write(run, object)));
        if (run.failures.isEmpty() && !run.stale) {
            plan.deletions().stream().filter(object -> !isStillNeeded(object, run, plan))
                .forEach(object -> run.attempt(object, () -> delete(object)));
        }
        return new Outcome(run.conflicts, run.failures, run.stale || run.awaiting);
    }

    /** Make before break: the old gateway goes when there is a new one, which there is not where its name was taken. */
    private static boolean isStillNeeded(HasMetadata object, Run run, Plan plan) {
        return Metadata.GATEWAY.equals(object.getMetadata().getLabels().get(Metadata.COMPONENT)) && run.conflicts.stream()
            .anyMatch(conflict -> plan.component(conflict.kind(), conflict.name()).equals(Metadata.GATEWAY));
    }

    /** One plan being carried out, and what came of it so far. */
    private static final class Run {
        private final String uid;
        private final Observed observed;
        private final List<Outcome.Conflict> conflicts = new ArrayList<>();
        private final List<Outcome.Failure> failures = new ArrayList<>();
        private boolean stale;
        /** Something was created that the cache does not show yet. Should it go before it is ever seen, no event will tell. */
        private boolean awaiting;

        Run(String uid, Observed observed) {
            this.uid = uid;
            this.observed = observed;
        }

        void attempt(HasMetadata object, Runnable step) {
            try {
                step.run();
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    stale = true;
                    return;
                }
                failures.add(new Outcome.Failure(object.getKind(), object.getMetadata().getName(), e));
            }
        }
    }

    private void write(Run run, HasMetadata desired) {
        String applied = desired.getMetadata().getAnnotations().get(Metadata.APPLIED);
        Optional<? extends HasMetadata> actual = run.observed.find(desired.getClass(), desired.getMetadata().getName());
        if (actual.isEmpty()) {
            createMissing(run, desired, applied);
            return;
        }
        HasMetadata found = actual.get();
        long seen = Long.parseLong(found.getMetadata().getResourceVersion());
        boolean leaving = found.getMetadata().getDeletionTimestamp() != null;
        if (leaving || memory.isKnown(desired, applied, seen)) {
            return;
        }
        if (!memory.isStale(desired, seen) && isAsWanted(desired, found)) {
            memory.found(desired, applied, seen);
            return;
        }
        update(desired, applied, found.getMetadata().getUid());
    }

    private boolean isAsWanted(HasMetadata desired, HasMetadata found) {
        return Metadata.isApplied(desired, found) && drift.isNone(desired, found);
    }

    private void create(Run run, HasMetadata desired) {
        if (run.observed.find(desired.getClass(), desired.getMetadata().getName()).isEmpty()) {
            createMissing(run, desired, CREATED);
        }
    }

    private void createMissing(Run run, HasMetadata desired, String applied) {
        if (memory.isOnItsWay(desired, applied)) {
            run.awaiting = true;
        } else {
            createNew(run, desired, applied);
        }
    }

    private void createNew(Run run, HasMetadata desired, String applied) {
        try {
            if (applied.equals(CREATED)) {
                memory.written(desired, applied, client.resource(desired).create().getMetadata().getResourceVersion());
            } else {
                desired.getMetadata().setResourceVersion(APPLY_AS_NEW);
                serverSideApply(desired, applied);
            }
            run.awaiting = true;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            taken(run, desired, applied, e);
        }
    }

    /** The name is taken: by ourselves, when the cache lags behind, or by something that is not ours. */
    private void taken(Run run, HasMetadata desired, String applied, KubernetesClientException conflict) {
        HasMetadata holder = client.resource(desired).get();
        if (holder == null) {
            throw conflict;
        }
        if (!Metadata.controls(run.uid, holder)) {
            run.conflicts.add(new Outcome.Conflict(desired.getKind(), desired.getMetadata().getName(), describe(holder)));
        } else if (!applied.equals(CREATED)) {
            update(desired, applied, holder.getMetadata().getUid());
        }
    }

    private static String describe(HasMetadata holder) {
        return holder.getMetadata().getOwnerReferences().stream()
            .filter(owner -> Boolean.TRUE.equals(owner.getController()))
            .map(owner -> owner.getKind() + " " + owner.getName())
            .findFirst()
            .orElse("someone else");
    }

    private void update(HasMetadata desired, String applied, String uid) {
        desired.getMetadata().setResourceVersion(null);
        desired.getMetadata().setUid(uid);
        serverSideApply(desired, applied);
    }

    private void serverSideApply(HasMetadata desired, String applied) {
        HasMetadata result = client.resource(desired).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
        memory.written(desired, applied, result.getMetadata().getResourceVersion());
    }

    private void handOver(Plan.Handover handover) {
        var meta = handover.deployment().getMetadata();
        Deployment replicas = new DeploymentBuilder()
            .withMetadata(new ObjectMetaBuilder()
                .withNamespace(meta.getNamespace()).withName(meta.getName()).withUid(meta.getUid()).build())
            .withNewSpec().withReplicas(handover.replicas()).endSpec()
            .build();
        client.resource(replicas).fieldManager(HANDOVER_MANAGER).forceConflicts().serverSideApply();
    }

    /** With the resourceVersion that was seen: stricter than the uid, and a change since then is looked at first. */
    private void delete(HasMetadata object) {
        client.resource(object).lockResourceVersion(object.getMetadata().getResourceVersion()).delete();
    }
}
