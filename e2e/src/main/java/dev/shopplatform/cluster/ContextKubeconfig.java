package dev.shopplatform.cluster;

import java.nio.file.Path;

/** A copy of the user's kubeconfig that holds one context only, so that no program run with it can stray to another. */
final class ContextKubeconfig {
    private ContextKubeconfig() {
    }

    static Path in(Path folder) {
        return folder.resolve("context.kubeconfig");
    }

    static Path write(String context, Path folder) {
        // The user's own kubectl first: whoever has a cluster of their own most likely has one, and need not wait for ours.
        Path kubectl = Command.exists("kubectl") ? Command.find("kubectl") : Components.path(Component.KUBECTL);
        String minified = Command.of(kubectl, "config", "view", "--context", context, "--minify", "--flatten", "--raw").run();
        return PrivateFile.write(in(folder), minified);
    }
}
