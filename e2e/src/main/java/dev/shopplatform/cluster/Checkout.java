package dev.shopplatform.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are: the checkout that this process works in, and the cache that all checkouts of a user share. */
public final class Checkout {
    private Checkout() {
    }

    /** The folder that holds {@code tools/go.mod}: the working directory or the nearest one above it. */
    public static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("tools/go.mod"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No checkout of ShopPlatform at or above " + start);
    }

    /** All that belongs to the cluster of that name; git ignores it. It need not exist. */
    public static Path state(String cluster) {
        return root().resolve(".cluster").resolve(cluster);
    }

    /** Held by whoever builds the applications, and by whoever needs what was built to stay as it is. */
    public static Path buildLock() {
        return root().resolve("target/build.lock");
    }

    /** Shared by all checkouts: whatever is put here is named by its content or version, and written atomically. */
    public static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return created(base.toAbsolutePath().resolve("shop-platform"));
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
