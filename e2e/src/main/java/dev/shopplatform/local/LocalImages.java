package dev.shopplatform.local;

import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.Progress;
import dev.shopplatform.cluster.images.Images;
import java.nio.file.Path;

/** The images that the operator and a shop need, made on this machine and loaded into the cluster's node. */
public final class LocalImages {
    private final Images images;
    private final Progress progress;

    public LocalImages(Progress progress) {
        this.images = new Images(Path.of(System.getProperty("java.home")), progress);
        this.progress = progress;
    }

    public Images images() {
        return images;
    }

    /** Makes what has changed and loads what the node does not have. */
    public void load(Cluster cluster) {
        Path nginx = images.nginx();
        Path postgres = images.postgres();
        var applications = images.applications();
        progress.step("Loading the images into the node", () -> {
            cluster.load(nginx);
            cluster.load(postgres);
            applications.forEach(cluster::load);
        });
    }
}
