package dev.shopplatform.local;

import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.Progress;
import dev.shopplatform.cluster.images.Images;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

    /** Makes what has changed and loads what the nodes neither have nor can pull. */
    public void load(Cluster cluster) {
        List<Path> tars = switch (cluster.imageSupply()) {
            case LOADED -> Stream.concat(Stream.of(images.nginx(), images.postgres()), images.applications().stream()).toList();
            case LOADED_AND_PULLED -> images.applicationsOnPublicBase();
            case PULLED -> List.of();
        };
        if (!tars.isEmpty()) {
            progress.step("Loading the images into the node", () -> tars.forEach(cluster::load));
        }
    }
}
