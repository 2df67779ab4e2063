package dev.shopplatform.operator.child;

import dev.shopplatform.operator.observe.PodState;
import dev.shopplatform.operator.plan.Problem;
import dev.shopplatform.operator.plan.View;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What Deployments and StatefulSets have in common: how they roll, and when they are healthy. */
public final class Workloads {
    /** How long endpoints of a pod that is leaving may still get new connections, in seconds. */
    public static final int DRAIN_SECONDS = 5;

    private Workloads() {}

    /** A new pod is ready before an old one goes. */
    public static DeploymentStrategy noPodLess() {
        return new DeploymentStrategyBuilder()
            .withType("RollingUpdate")
            .withNewRollingUpdate().withMaxSurge(new IntOrString(1)).withMaxUnavailable(new IntOrString(0)).endRollingUpdate()
            .build();
    }

    /** Keeps a pod serving until no one sends it new connections; needs no shell in the image. */
    static Lifecycle drain() {
        return new LifecycleBuilder().withNewPreStop().withNewSleep((long) DRAIN_SECONDS).endPreStop().build();
    }

    /** Whether it has been available since its latest change; one that wants no pods is. */
    static boolean isReady(Optional<? extends HasMetadata> workload) {
        return workload.map(Workloads::progress).filter(progress -> progress.ready() >= progress.desired() && progress.seen())
            .isPresent();
    }

    /** How far a workload is. A check is empty when it finds nothing wrong. */
    record Progress(boolean seen, int desired, int updated, int ready, int total, Optional<Problem> stuck) {}

    /** The checks, the most telling first. */
    public static Optional<Problem> check(HasMetadata workload, View view) {
        Progress progress = progress(workload);
        return Stream.<Function<Progress, Optional<Problem>>>of(
                p -> podProblem(workload, view, p, false),
                Progress::stuck,
                p -> podProblem(workload, view, p, true),
                Workloads::notReady,
                Workloads::rollingOut)
            .flatMap(check -> check.apply(progress).stream())
            .findFirst();
    }

    private static Optional<Problem> podProblem(HasMetadata workload, View view, Progress progress, boolean starting) {
        // The old pods serve while an update fails, so that all are ready says nothing yet.
        boolean complete = rollingOut(progress).isEmpty() && notReady(progress).isEmpty();
        return complete ? Optional.empty() : view.observed().pods(workload.getMetadata().getLabels().get("app"))
            .flatMap(pod -> pod.problem().filter(problem -> problem.starting() == starting).map(problem -> describe(pod, problem)).stream())
            .findFirst();
    }

    private static Problem describe(PodState pod, PodState.Problem problem) {
        String message = "pod " + pod.name() + ": " + problem.message();
        return problem.starting() ? Problem.progressing(problem.reason(), message) : Problem.degraded(problem.reason(), message);
    }

    private static Optional<Problem> notReady(Progress progress) {
        return progress.ready() >= progress.desired() ? Optional.empty()
            : Optional.of(Problem.progressing("PodsNotReady",
                progress.ready() + " of " + progress.desired() + " pods are ready"));
    }

    private static Optional<Problem> rollingOut(Progress progress) {
        boolean done = progress.seen() && progress.updated() >= progress.desired() && progress.total() <= progress.desired();
        return done ? Optional.empty()
            : Optional.of(Problem.progressing("RollingOut",
                progress.updated() + " of " + progress.desired() + " pods are up to date"));
    }

    static Progress progress(HasMetadata workload) {
        return switch (workload) {
            case Deployment deployment -> progress(deployment);
            case StatefulSet set -> progress(set);
            default -> throw new IllegalArgumentException(workload.getKind() + " is not a workload");
        };
    }

    private static Progress progress(Deployment deployment) {
        var status = deployment.getStatus();
        int desired = replicas(deployment.getSpec().getReplicas());
        if (status == null) {
            return new Progress(false, desired, 0, 0, 0, Optional.empty());
        }
        Optional<Problem> stuck = status.getConditions().stream()
            .filter(Workloads::isStuck)
            .findFirst()
            .map(condition -> Problem.degraded(condition.getReason(), condition.getMessage()));
        return new Progress(
            seen(deployment.getMetadata().getGeneration(), status.getObservedGeneration()),
            desired,
            orZero(status.getUpdatedReplicas()),
            orZero(status.getAvailableReplicas()),
            orZero(status.getReplicas()),
            stuck);
    }

    private static boolean isStuck(DeploymentCondition condition) {
        return "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus())
            || "Progressing".equals(condition.getType()) && "False".equals(condition.getStatus());
    }

    private static Progress progress(StatefulSet set) {
        var status = set.getStatus();
        int desired = replicas(set.getSpec().getReplicas());
        if (status == null) {
            return new Progress(false, desired, 0, 0, 0, Optional.empty());
        }
        return new Progress(
            seen(set.getMetadata().getGeneration(), status.getObservedGeneration()),
            desired,
            orZero(status.getUpdatedReplicas()),
            orZero(status.getReadyReplicas()),
            orZero(status.getReplicas()),
            Optional.empty());
    }

    private static boolean seen(Long generation, Long observed) {
        return observed != null && generation != null && observed >= generation;
    }

    /** One is what the API server fills in. */
    private static int replicas(Integer value) {
        return value == null ? 1 : value;
    }

    private static int orZero(Integer value) {
        return value == null ? 0 : value;
    }
}
