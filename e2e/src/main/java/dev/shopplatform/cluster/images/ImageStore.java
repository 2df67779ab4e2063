package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Image tars on disk, at {@code <root>/<key>/<name>.tar}, the key being a hash of what goes into the image. */
final class ImageStore {

    private final Path root;
    private final Consumer<String> progress;

    ImageStore(Path root, Consumer<String> progress) {
        this.root = root;
        this.progress = progress;
    }

    /** The store that all checkouts of this user share. */
    static ImageStore ofUser(Consumer<String> progress) {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new ImageStore(base.resolve("shop-platform/images"), progress);
    }

    /** The tar of the image, made now if it is not there. */
    Path get(String image, Recipe recipe) {
        String name = image.substring(image.indexOf('/') + 1, image.lastIndexOf(':'));
        try {
            Fingerprint inputs = new Fingerprint().text("image", image).text("architecture", Architecture.ofThisMachine());
            recipe.describe(inputs);
            Path tar = root.resolve(inputs.key()).resolve(name + ".tar");
            if (Files.exists(tar)) {
                return tar;
            }
            try (var _ = FileLocked.by(root.resolve(name + ".lock"))) {
                if (!Files.exists(tar)) {
                    make(image, name, recipe, tar);
                }
            }
            return tar;
        } catch (IOException e) {
            throw new UncheckedIOException("Image " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making the image " + name, e);
        }
    }

    private void make(String image, String name, Recipe recipe, Path tar) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path work = Files.createTempDirectory(root, "." + name + "-");
        try {
            Path written = work.resolve("image.tar");
            recipe.make(Files.createDirectory(work.resolve("content")))
                    .setPlatforms(Architecture.ofThisMachine().platforms())
                    .containerize(Containerizer.to(TarImage.at(written).named(image))
                            .setBaseImageLayersCache(work.resolve("base-layers"))
                            .setApplicationLayersCache(work.resolve("layers"))
                            .setOfflineMode(true));
            Files.createDirectories(tar.getParent());
            Files.move(written, tar, StandardCopyOption.ATOMIC_MOVE);
        } catch (ExecutionException | RegistryException | CacheDirectoryCreationException | InvalidImageReferenceException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            Folders.delete(work);
        }
        progress.accept(String.format(Locale.ROOT, "Image %s made in %.1f s (%d MB)", name,
                (System.nanoTime() - start) / 1e9, Files.size(tar) >> 20));
    }
}
