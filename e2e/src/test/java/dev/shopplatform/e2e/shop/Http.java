package dev.shopplatform.e2e.shop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP with a connection for each request. Ready-made clients try again by themselves what fails at the wrong moment; this one never
 * does, so that what fails is seen.
 */
record Http(URI base, Optional<String> host) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** A response as it came; the body of a chunked one still has its chunks. */
    record Response(int status, String body) {}

    Response send(String method, String path, Map<String, String> headers, String body) throws IOException {
        int port = base.getPort() < 0 ? 80 : base.getPort();
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.connect(new InetSocketAddress(base.getHost(), port), (int) LIMIT.toMillis());
            socket.getOutputStream().write(request(method, path, headers, body).getBytes(StandardCharsets.UTF_8));
            return response(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String request(String method, String path, Map<String, String> headers, String body) {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n"
            + "Host: " + host.orElse(base.getAuthority()) + "\r\nConnection: close\r\n"
            + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
        headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return request.append("\r\n").append(body).toString();
    }

    private static Response response(String text) throws IOException {
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            throw new IOException(text.isEmpty() ? "the connection was closed without a response" : "half a response: " + text);
        }
        String head = text.substring(0, end).toLowerCase();
        String body = text.substring(end + END_OF_HEAD.length());
        if (head.contains("transfer-encoding: chunked") && !body.endsWith("0" + END_OF_HEAD) || shorterThanSaid(head, body)) {
            throw new IOException("half a response: " + text);
        }
        return new Response(Integer.parseInt(head.substring(9, 12)), body);
    }

    private static boolean shorterThanSaid(String head, String body) {
        return head.lines().filter(line -> line.startsWith("content-length:"))
            .map(line -> Integer.parseInt(line.substring("content-length:".length()).strip()))
            .anyMatch(length -> body.getBytes(StandardCharsets.UTF_8).length < length);
    }
}
