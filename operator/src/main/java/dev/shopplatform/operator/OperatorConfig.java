package dev.shopplatform.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** The operator's own configuration, from the environment: SHOP_IMAGES_REGISTRY and so on. */
@ConfigMapping(prefix = "shop")
public interface OperatorConfig {
    /** Namespaces to watch; all of them if absent. */
    Optional<Set<String>> watchNamespaces();

    LeaderElection leaderElection();

    Images images();

    /** Where images come from that resources do not name. */
    interface Images {
        /** Registry and path of the bundled services' images. */
        @WithDefault("ghcr.io/shopplatform")
        String registry();

        /** The gateway's image: nginx, with a shell. */
        @WithDefault("docker.io/nginxinc/nginx-unprivileged:1.29-alpine")
        String nginx();

        /** The managed Postgres' image, with the official image's environment variables. */
        @WithDefault("docker.io/library/postgres:17")
        String postgres();
    }

    /** For more than one replica of the operator. */
    interface LeaderElection {
        @WithDefault("false")
        boolean enabled();

        /** Namespace of the Lease: the operator's own. */
        Optional<String> namespace();
    }
}
