package dev.shopplatform.e2e.shop;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import dev.shopplatform.cluster.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives an image another name. */
final class Retag {
    private static final Path FOLDER = Checkout.root().resolve("e2e/target/retagged");

    private Retag() {}

    /** A tar of the same image under that name. */
    static Path of(Path imageTar, String name) {
        try {
            Path tar = Files.createDirectories(FOLDER).resolve(name.replaceAll("[/:]", "_") + ".tar");
            Jib.from(TarImage.at(imageTar)).containerize(Containerizer.to(TarImage.at(tar).named(name))
                .setBaseImageLayersCache(FOLDER.resolve("base-layers"))
                .setApplicationLayersCache(FOLDER.resolve("layers"))
                .setOfflineMode(true));
            return tar;
        } catch (Exception e) {
            throw new IllegalStateException("Could not name " + imageTar + " " + name, e);
        }
    }
}
