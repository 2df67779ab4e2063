package dev.shopplatform.cluster.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of one instance. An instance with a node has a network namespace of its own, thus standard ports; it is
 * joined to the host by a link, and numbered by its slot so that each has ranges of its own. A control plane alone
 * lives on the host's loopback, on whichever ports are free.
 */
record Layout(boolean hasNode, int slot, String apiAddress, int apiPort, int etcdPort, int etcdPeerPort,
              int controllerManagerPort, String serviceRange, String kubernetesServiceAddress) {

    static final int SLOTS = 64;

    static Layout withNode(int slot) {
        String serviceNetwork = "10." + (212 + slot / 16) + "." + slot % 16 * 16;
        return new Layout(true, slot, nodeAddress(slot), 6443, 2379, 2380, 10257, serviceNetwork + ".0/20",
                serviceNetwork + ".1");
    }

    static Layout onLoopback() {
        List<Integer> ports = freePorts(4);
        return new Layout(false, -1, "127.0.0.1", ports.get(0), ports.get(1), ports.get(2), ports.get(3), "10.96.0.0/12",
                "10.96.0.1");
    }

    String apiUrl() {
        return "https://" + apiAddress + ":" + apiPort;
    }

    String etcdUrl() {
        return "https://127.0.0.1:" + etcdPort;
    }

    String dnsServiceAddress() {
        return kubernetesServiceAddress + "0";
    }

    String podRange() {
        return "10.211." + slot + ".0/24";
    }

    String link() {
        return link(slot);
    }

    static String link(int slot) {
        return "shopnode" + slot;
    }

    static String hostAddress(int slot) {
        return network(slot) + "1";
    }

    static String nodeAddress(int slot) {
        return network(slot) + "2";
    }

    static String network(int slot) {
        return "10.210." + slot + ".";
    }

    /** All are held open at once, so that no two are the same. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Layout::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
