package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import java.io.IOException;
import java.nio.file.Path;

/** How one image is made. */
interface Recipe {

    /** Adds everything that decides what the image holds. */
    void describe(Fingerprint inputs) throws IOException;

    /**
     * The content and the configuration of the image.
     *
     * @param work an empty folder, deleted once the image is written
     */
    JibContainerBuilder make(Path work) throws IOException;
}
