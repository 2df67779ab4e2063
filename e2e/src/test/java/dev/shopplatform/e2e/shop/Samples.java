package dev.shopplatform.e2e.shop;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.images.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The samples as users copy them; where one names an image of the world, it is the one made on this machine. */
final class Samples {
    static final String MINIMAL = read("minimal");
    static final String POLYGLOT = read("polyglot").replace("ghcr.io/shopplatform/hello-go:0.1.0", Images.HELLO_GO);
    static final String ISTIO = read("istio");
    static final String TUTORIAL = read("tutorial");
    static final String EXTERNAL_DATABASE = read("external-database");

    private Samples() {}

    private static String read(String name) {
        try {
            return Files.readString(Checkout.root().resolve("samples").resolve(name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
