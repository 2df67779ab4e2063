package dev.shopplatform.cluster.direct;

import dev.shopplatform.cluster.Command;
import java.util.stream.IntStream;

/** The pair of virtual interfaces that joins a node's network namespace to the host; it dies with the namespace. */
final class Link {
    private Link() {
    }

    /** Takes a free slot by making its link: the kernel gives a name to one taker only, so no lock is needed. */
    static int create(long init) {
        String routes = Command.of("ip", "-4", "route", "show", "table", "all").run();
        int slot = IntStream.range(0, Layout.SLOTS)
                .filter(candidate -> !routes.contains(" " + Layout.network(candidate)) && !routes.contains("\n" + Layout.network(candidate)))
                .filter(candidate -> Command.of("ip", "link", "add", Layout.link(candidate), "type", "veth",
                        "peer", "name", "eth0", "netns", init).attempt().ok())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No link to a node can be made: "
                        + Command.of("ip", "link", "add", Layout.link(Layout.SLOTS), "type", "veth", "peer", "name", "eth0",
                        "netns", init).attempt().output()));
        configure(Layout.withNode(slot), init);
        return slot;
    }

    private static void configure(Layout layout, long init) {
        int slot = layout.slot();
        inside(init, "link", "set", "lo", "up");
        inside(init, "addr", "add", Layout.nodeAddress(slot) + "/24", "dev", "eth0");
        inside(init, "link", "set", "eth0", "up");
        // A packet to a Service is routed before it is redirected to a pod, so there must be some route. There is
        // none to anywhere else: what is not here is refused at once, and nobody waits for it.
        inside(init, "route", "add", layout.serviceRange(), "via", Layout.hostAddress(slot));
        outside("addr", "add", Layout.hostAddress(slot) + "/24", "dev", layout.link());
        outside("link", "set", layout.link(), "up");
        // Lets programs on the host, such as a proxy under test, talk to pods and Services as a pod would.
        outside("route", "add", layout.podRange(), "via", Layout.nodeAddress(slot));
        outside("route", "add", layout.serviceRange(), "via", Layout.nodeAddress(slot));
    }

    private static void outside(String... words) {
        Command.of(concat(new Object[] {"ip"}, words)).run();
    }

    private static void inside(long init, String... words) {
        Command.of(concat(new Object[] {"nsenter", "--net", "--target", init, "ip"}, words)).run();
    }

    private static Object[] concat(Object[] first, String[] rest) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(first), java.util.Arrays.stream(rest)).toArray();
    }
}
