package dev.shopplatform.service.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** For what has to know its port before it is started. */
public final class Ports {

    private Ports() {}

    public static int free() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
