package dev.shopplatform.cluster.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** A hash over named inputs: equal inputs in equal order give an equal key. */
final class Fingerprint {

    private final MessageDigest digest = sha256();

    Fingerprint text(String name, Object value) {
        return bytes(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    Fingerprint file(String name, Path file) throws IOException {
        return bytes(name, digestOf(file));
    }

    /** All files below a folder that are wanted, by their path in it and their content. */
    Fingerprint folder(String name, Path folder, Predicate<Path> wanted) throws IOException {
        List<Path> files;
        try (var found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).map(folder::relativize).filter(wanted).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            file(name + "/" + file, folder.resolve(file));
        }
        return this;
    }

    /** The code of a class, so that a change in how something is made counts like a change in what it is made of. */
    Fingerprint code(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return bytes(type.getName(), in.readAllBytes());
        }
    }

    String key() {
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    static String hexOf(Path file) throws IOException {
        return HexFormat.of().formatHex(digestOf(file));
    }

    /** Lengths keep two neighbouring inputs apart. */
    private Fingerprint bytes(String name, byte[] value) {
        digest.update((name.length() + ":" + name + "=" + value.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(value);
        return this;
    }

    private static byte[] digestOf(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (var in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
