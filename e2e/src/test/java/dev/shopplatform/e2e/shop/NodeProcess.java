package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes of pods as this machine sees them, where the cluster's node is on it. */
final class NodeProcess {
    private NodeProcess() {}

    /** The processes of the containers of a pod; a test that asks for those of a node that is elsewhere is skipped. */
    static List<ProcessHandle> of(Pod pod) {
        List<String> containers = pod.getStatus().getContainerStatuses().stream().map(ContainerStatus::getContainerID)
            .map(id -> id.substring(id.lastIndexOf('/') + 1)).toList();
        List<ProcessHandle> found = ProcessHandle.allProcesses()
            .filter(process -> containers.stream().anyMatch(cgroup(process)::contains)).toList();
        assumeFalse(found.isEmpty(), "the node's processes are not to be seen from here");
        return found;
    }

    private static String cgroup(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cgroup"));
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }
}
