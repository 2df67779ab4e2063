package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import dev.shopplatform.cluster.Locks;
import dev.shopplatform.cluster.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutionException;

/** Image tars on disk, at {@code <root>/<key>/<name>.tar}, the key being a hash of what goes into the image. */
final class ImageStore {

    private final Path root;
    private final Progress progress;

    ImageStore(Path root, Progress progress) {
        this.root = root;
        this.progress = progress;
    }

    /** The tar of the image, made now if it is not there. */
    Path get(String image, Recipe recipe) {
        String name = image.substring(image.indexOf('/') + 1, image.lastIndexOf(':'));
        Path tar = root.resolve(key(image, recipe)).resolve(name + ".tar");
        if (Files.exists(tar)) {
            return tar;
        }
        return Locks.holding(root.resolve(name + ".lock"), () -> {
            if (!Files.exists(tar)) {
                progress.step("image " + name, () -> make(image, name, recipe, tar));
            }
            return tar;
        });
    }

    private static String key(String image, Recipe recipe) {
        try {
            Fingerprint inputs = new Fingerprint()
                    .text("image", image)
                    .text("architecture", Architecture.ofThisMachine())
                    .code(recipe.getClass());
            recipe.describe(inputs);
            return inputs.key();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read what goes into " + image, e);
        }
    }

    private void make(String image, String name, Recipe recipe, Path tar) {
        try {
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
            } finally {
                Folders.delete(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make " + image, e);
        } catch (ExecutionException | RegistryException | CacheDirectoryCreationException | InvalidImageReferenceException e) {
            throw new IllegalStateException("Could not make " + image + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making " + image, e);
        }
    }
}
