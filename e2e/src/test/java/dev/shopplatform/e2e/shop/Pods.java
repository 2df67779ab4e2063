package dev.shopplatform.e2e.shop;

import dev.shopplatform.cluster.Command;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pods of a namespace. */
record Pods(KubernetesClient client, String namespace) {
    private static final int LOG_LINES = 15;

    List<Pod> all() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    /** The pods of a service, gateway or database, without those that are on their way out. */
    List<Pod> of(String app) {
        return client.pods().inNamespace(namespace).withLabel("app", app).list().getItems().stream()
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).toList();
    }

    Set<String> uids(String app) {
        return of(app).stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }

    long ready(String app) {
        return of(app).stream().filter(Pods::isReady).count();
    }

    /** Whether there are that many pods, all of them ready, and no other, not even one that is on its way out. */
    boolean settled(String app, int count) {
        List<Pod> all = client.pods().inNamespace(namespace).withLabel("app", app).list().getItems();
        return all.size() == count && all.stream().allMatch(pod -> isReady(pod) && pod.getMetadata().getDeletionTimestamp() == null);
    }

    /** As {@link #settled(String, int)}, and none of them is one of these. */
    boolean replaced(String app, int count, Set<String> old) {
        return settled(app, count) && Collections.disjoint(old, uids(app));
    }

    /** Without a grace period, as when a node dies. */
    void kill(Pod pod) {
        client.pods().inNamespace(namespace).withName(pod.getMetadata().getName()).withGracePeriod(0).delete();
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
            .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
    }

    /** Each pod with its containers' states, and the end of the log of those that are not ready. */
    String diagnosis() {
        return all().stream().map(this::describe).collect(Collectors.joining("\n"));
    }

    private String describe(Pod pod) {
        String name = pod.getMetadata().getName();
        String states = pod.getStatus().getContainerStatuses().stream()
            .map(container -> container.getName() + " restarts=" + container.getRestartCount() + " " + state(container))
            .collect(Collectors.joining(", "));
        String head = "pod " + namespace + "/" + name + " " + pod.getStatus().getPhase() + (isReady(pod) ? " ready " : " not ready ")
            + states;
        boolean operator = name.startsWith("shop-operator");
        return isReady(pod) && !operator ? head : head + "\n" + log(name).indent(4);
    }

    private static String state(ContainerStatus container) {
        return Stream.of(container.getState(), container.getLastState())
            .filter(state -> state != null && (state.getWaiting() != null || state.getTerminated() != null))
            .map(state -> state.getWaiting() != null ? state.getWaiting().getReason() + " " + state.getWaiting().getMessage()
                : "exit code " + state.getTerminated().getExitCode() + " " + state.getTerminated().getReason())
            .collect(Collectors.joining("; "));
    }

    private String log(String pod) {
        try {
            return Command.tail(client.pods().inNamespace(namespace).withName(pod).tailingLines(LOG_LINES).getLog(), LOG_LINES);
        } catch (KubernetesClientException e) {
            return "no log: " + e.getMessage();
        }
    }
}
