package dev.shopplatform.cluster.direct;

import dev.shopplatform.cluster.Command;
import java.util.stream.Stream;

/** The pair of virtual interfaces that joins a node's network namespace to the host; it dies with the namespace. */
final class Link {
    private Link() {
    }

    /** Takes a free slot by making its link: the kernel gives a name to one taker only, so no lock is needed. */
    static int create(long init) {
        String routes = Command.of("ip", "-4", "route", "show", "table", "all").run();
        String refusal = "all addresses are taken";
        for (int slot = 0; slot < Layout.SLOTS; slot++) {
            if (routes.contains(Layout.network(slot))) {
                continue;
            }
            Command.Result result = Command.of("ip", "link", "add", Layout.link(slot), "type", "veth",
                    "peer", "name", "eth0", "netns", init).attempt();
            if (result.ok()) {
                configure(Layout.withNode(slot), init);
                return slot;
            }
            refusal = result.output().strip();
        }
        throw new IllegalStateException("No link to a node can be made: " + refusal);
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
        ip(Stream.of("ip"), words);
    }

    private static void inside(long init, String... words) {
        ip(Stream.of("nsenter", "--net", "--target", Long.toString(init), "ip"), words);
    }

    private static void ip(Stream<String> program, String... words) {
        Command.of(Stream.concat(program, Stream.of(words)).toList()).run();
    }
}
