package dev.shopplatform.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Clusters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the API server was asked, by whom. It writes each line before the answer, so what has happened is in the log. */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    private static final String CREDENTIAL = "/user/extra/authentication.kubernetes.io~1credential-id/0";

    private final Path file;

    public AuditLog(Path file) {
        this.file = file;
    }

    /** Where a new cluster may write its log: a folder of its own, rid of what others have left there. */
    public static Path place(String cluster) {
        Path folder = Checkout.root().resolve(".cluster/" + cluster + "-audit");
        try {
            Files.createDirectories(folder);
            if (Clusters.existing(cluster).isEmpty()) {
                try (Stream<Path> old = Files.list(folder)) {
                    old.forEach(log -> log.toFile().delete());
                }
            }
            return folder.resolve("audit.log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A place in the log. The API server sets a full file aside under another name, so the file itself is part of it. */
    public record Mark(Object fileKey, long position) {}

    /**
     * A request that was answered.
     *
     * @param credential tells the tokens of one user apart
     * @param resource   with its subresource, such as {@code shopplatforms/status}
     */
    public record Request(String user, String credential, String verb, String group, String resource, String namespace, String name, int code,
            Instant received, Instant answered) {

        public boolean isWrite() {
            return WRITES.contains(verb);
        }

        public boolean succeeded() {
            return code < 300;
        }

        /** How rights name it. */
        public String right() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }

        @Override
        public String toString() {
            return right() + " " + namespace + "/" + name + " -> " + code;
        }
    }

    /** The end of the log as it is now. */
    public Mark mark() {
        try {
            return new Mark(key(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The requests of a user since then. */
    public List<Request> since(Mark mark, String user) {
        List<Request> requests = new ArrayList<>();
        boolean found = false;
        for (Path part : parts()) {
            boolean first = key(part).equals(mark.fileKey());
            found |= first;
            if (found) {
                read(part, first ? mark.position() : 0).filter(request -> request.user().equals(user)).forEach(requests::add);
            }
        }
        return requests;
    }

    /** The files that were set aside, the oldest first, and the current one: their names have the time. */
    private List<Path> parts() {
        String prefix = file.getFileName().toString().replaceFirst("\\.log$", "") + "-";
        try (Stream<Path> files = Files.list(file.getParent())) {
            List<Path> parts = new ArrayList<>(files.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.comparing(Path::getFileName)).toList());
            parts.add(file);
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Request> read(Path part, long position) {
        try (var channel = Files.newByteChannel(part)) {
            byte[] rest = new byte[Math.toIntExact(channel.size() - position)];
            channel.position(position);
            var buffer = ByteBuffer.wrap(rest);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Read on: a channel may give less than was asked for.
            }
            String text = new String(rest, StandardCharsets.UTF_8);
            // The last line may not have been written to its end.
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(AuditLog::request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            JsonNode object = event.path("objectRef");
            String subresource = object.path("subresource").asText("");
            return new Request(event.at("/user/username").asText(), event.at(CREDENTIAL).asText(), event.path("verb").asText(),
                    object.path("apiGroup").asText(""),
                    object.path("resource").asText("") + (subresource.isEmpty() ? "" : "/" + subresource),
                    object.path("namespace").asText(""), object.path("name").asText(""),
                    event.at("/responseStatus/code").asInt(),
                    Instant.parse(event.path("requestReceivedTimestamp").asText()),
                    Instant.parse(event.path("stageTimestamp").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException("Not a line of an audit log: " + line, e);
        }
    }

    private static Object key(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
