package dev.shopplatform.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a pod that is not being deleted says about itself, as far as the status repeats it.
 *
 * @param app     name of the service, gateway or database that the pod belongs to
 * @param version its version label, or empty
 * @param problem why it does not run, if something is wrong beyond taking its time
 */
public record PodState(String name, String app, String version, boolean ready, Optional<Problem> problem) {

    /**
     * The pod's own reason, in the words of Kubernetes, and a sentence for people.
     *
     * @param starting whether it may go away by itself, as the container has not been ready yet since it started
     */
    public record Problem(String reason, String message, boolean starting) {
        public Problem(String reason, String message) {
            this(reason, message, false);
        }
    }

    static PodState of(Pod pod) {
        var labels = pod.getMetadata().getLabels();
        PodStatus status = pod.getStatus();
        boolean ready = condition(status, "Ready").filter(condition -> "True".equals(condition.getStatus())).isPresent();
        return new PodState(
            pod.getMetadata().getName(),
            labels.getOrDefault("app", ""),
            labels.getOrDefault("version", ""),
            ready,
            ready ? Optional.empty() : problem(status));
    }

    private static Optional<Problem> problem(PodStatus status) {
        return Stream.of(unschedulable(status), container(status), probe(status)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Problem> unschedulable(PodStatus status) {
        return condition(status, "PodScheduled")
            .filter(condition -> "False".equals(condition.getStatus()))
            .map(condition -> new Problem(condition.getReason(), condition.getMessage()));
    }

    private static Optional<Problem> container(PodStatus status) {
        return Stream.concat(status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream())
            .flatMap(container -> waiting(container).stream())
            .findFirst();
    }

    private static Optional<Problem> waiting(ContainerStatus container) {
        ContainerStateTerminated last = terminated(container);
        ContainerStateWaiting waiting = container.getState() == null ? null : container.getState().getWaiting();
        if (last != null && last.getExitCode() != 0) {
            String reason = waiting != null && waiting.getReason() != null ? waiting.getReason() : orError(last.getReason());
            return Optional.of(new Problem(reason, "container exited with code " + last.getExitCode()
                + ("OOMKilled".equals(last.getReason()) ? " (OOMKilled: raise resources.limits.memory)" : "")
                + "; see kubectl logs --previous"));
        }
        boolean starting = waiting == null || waiting.getReason() == null
            || waiting.getReason().equals("ContainerCreating") || waiting.getReason().equals("PodInitializing");
        return starting ? Optional.empty()
            : Optional.of(new Problem(waiting.getReason(), Optional.ofNullable(waiting.getMessage()).orElse("")));
    }

    private static ContainerStateTerminated terminated(ContainerStatus container) {
        if (container.getState() != null && container.getState().getTerminated() != null) {
            return container.getState().getTerminated();
        }
        return container.getLastState() == null ? null : container.getLastState().getTerminated();
    }

    private static String orError(String reason) {
        return reason == null ? "Error" : reason;
    }

    /** A container that has started and is not ready fails its readiness probe. */
    private static Optional<Problem> probe(PodStatus status) {
        return status.getContainerStatuses().stream()
            .filter(container -> Boolean.TRUE.equals(container.getStarted()) && !Boolean.TRUE.equals(container.getReady()))
            .map(container -> new Problem("ReadinessProbeFailing",
                "the container runs and its readiness probe fails; see kubectl describe pod", !wasReady(status, container)))
            .findFirst();
    }

    /** A pod that turned unready after its container started must have been ready in between. */
    private static boolean wasReady(PodStatus status, ContainerStatus container) {
        Optional<Instant> unready = condition(status, "Ready").map(PodCondition::getLastTransitionTime).map(Instant::parse);
        Optional<Instant> started = Optional.ofNullable(container.getState())
            .map(ContainerState::getRunning).map(ContainerStateRunning::getStartedAt).map(Instant::parse);
        return unready.isPresent() && started.isPresent() && unready.get().isAfter(started.get());
    }

    private static Optional<PodCondition> condition(PodStatus status, String type) {
        return status.getConditions().stream().filter(condition -> condition.getType().equals(type)).findFirst();
    }
}
