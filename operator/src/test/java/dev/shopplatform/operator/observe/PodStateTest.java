package dev.shopplatform.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod's own reason, from statuses as the kubelet and the scheduler write them. */
class PodStateTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
        containerStatuses: [{name: a, state: {waiting: {reason: ImagePullBackOff, message: Back-off pulling image}}}] | ImagePullBackOff | Back-off pulling image
        containerStatuses: [{name: a, state: {waiting: {reason: CreateContainerConfigError, message: secret "s3" not found}}}] | CreateContainerConfigError | secret "s3" not found
        containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 3, reason: Error}}}] | CrashLoopBackOff | container exited with code 3; see kubectl logs --previous
        containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}] | CrashLoopBackOff | container exited with code 137 (OOMKilled: raise resources.limits.memory); see kubectl logs --previous
        containerStatuses: [{name: a, state: {terminated: {exitCode: 1, reason: Error}}}] | Error | container exited with code 1; see kubectl logs --previous
        initContainerStatuses: [{name: i, state: {waiting: {reason: ErrImagePull, message: no}}}] | ErrImagePull | no
        conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: 0/3 nodes are available}] | Unschedulable | 0/3 nodes are available
        containerStatuses: [{name: a, started: true, ready: false, state: {running: {}}}] | ReadinessProbeFailing | the container runs and its readiness probe fails; see kubectl describe pod
        containerStatuses: [{name: a, state: {waiting: {reason: ContainerCreating}}}] | none | none
        containerStatuses: [{name: a, started: false, ready: false, state: {running: {}}}] | none | none
        """)
    void tellsTheReason(String status, String reason, String message) {
        PodState state = PodState.of(pod(status));
        assertEquals(Optional.ofNullable(reason), state.problem().map(PodState.Problem::reason));
        assertEquals(Optional.ofNullable(message), state.problem().map(PodState.Problem::message));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, true",
        "2026-01-01T00:01:00Z, true",
        "2026-01-01T00:02:00Z, false"})
    void aPodThatWasNeverReadyMayStillBeStarting(String unreadySince, boolean starting) {
        PodState state = PodState.of(pod("conditions: [{type: Ready, status: 'False', lastTransitionTime: '" + unreadySince + "'}]\n"
            + "  containerStatuses: [{name: a, started: true, ready: false, state: {running: {startedAt: '2026-01-01T00:01:00Z'}}}]"));
        assertEquals(Optional.of(starting), state.problem().map(PodState.Problem::starting));
    }

    @Test
    void aReadyPodHasNoProblemWhateverItWas() {
        PodState state = PodState.of(pod("conditions: [{type: Ready, status: 'True'}]\n"
            + "  containerStatuses: [{name: a, ready: true, lastState: {terminated: {exitCode: 1}}}]"));
        assertEquals(new PodState("p", "catalogue", "v1", true, Optional.empty()), state);
    }

    private static Pod pod(String status) {
        return Prune.pod(YAML.unmarshal("""
            apiVersion: v1
            kind: Pod
            metadata: {name: p, labels: {app: catalogue, version: v1}}
            status:
              %s
            """.formatted(status), Pod.class));
    }
}
