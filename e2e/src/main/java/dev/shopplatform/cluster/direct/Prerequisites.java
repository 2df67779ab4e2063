package dev.shopplatform.cluster.direct;

import dev.shopplatform.cluster.AptGet;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Progress;
import dev.shopplatform.cluster.Unavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the machine itself must have. What is missing is installed where that can be done with apt-get. */
final class Prerequisites {
    /** Programs, and the Debian packages that have them. */
    private static final Map<String, String> FOR_CONTROL_PLANE = Map.of("unshare", "util-linux", "setsid", "util-linux");
    private static final Map<String, String> FOR_NODE = new LinkedHashMap<>(FOR_CONTROL_PLANE);

    static {
        FOR_NODE.putAll(Map.of("containerd", "containerd", "ctr", "containerd", "runc", "runc", "iptables", "iptables",
                "conntrack", "conntrack", "ip", "iproute2", "nsenter", "util-linux", "mount", "mount"));
    }

    private Prerequisites() {
    }

    static void ensure(boolean withNode, Progress progress) throws Unavailable {
        ensureRoot();
        ensurePackages(withNode, progress);
        Command.Result namespaces = Command.of("unshare", "--mount", "--pid", "--net", "--fork", "--mount-proc", "true").attempt();
        if (!namespaces.ok()) {
            throw Unavailable.missing("it needs the right to make namespaces (CAP_SYS_ADMIN), which this root has not: "
                    + namespaces.output().strip());
        }
    }

    private static void ensureRoot() throws Unavailable {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw Unavailable.missing("it needs Linux, and this is " + System.getProperty("os.name"));
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw Unavailable.missing("it needs to be run as root, and this is user " + System.getProperty("user.name"));
        }
    }

    private static void ensurePackages(boolean withNode, Progress progress) throws Unavailable {
        List<String> packages = missing(withNode);
        if (packages.isEmpty()) {
            return;
        }
        if (!Command.exists("apt-get")) {
            throw Unavailable.missing("it needs these, by their names in Debian: " + String.join(", ", packages)
                    + "; there is no apt-get to install them with");
        }
        progress.step("Installing " + String.join(", ", packages), () -> AptGet.install(packages));
        if (!missing(withNode).isEmpty()) {
            throw Unavailable.missing("it still misses " + missing(withNode) + " after apt-get has installed them");
        }
    }

    private static List<String> missing(boolean withNode) {
        List<String> packages = new ArrayList<>((withNode ? FOR_NODE : FOR_CONTROL_PLANE).entrySet().stream()
                .filter(entry -> !Command.exists(entry.getKey())).map(Map.Entry::getValue).distinct().sorted().toList());
        if (withNode && Node.cniFolder() == null) {
            packages.add("containernetworking-plugins");
        }
        return packages;
    }
}
