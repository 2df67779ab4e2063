package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

record NginxImage(DebianRoot root) implements Recipe {

    NginxImage(Path sources) {
        this(new DebianRoot(sources, List.of("nginx-light"), List.of("nginx")));
    }

    @Override
    public void describe(Fingerprint inputs) throws IOException {
        root.describe(inputs);
    }

    @Override
    public JibContainerBuilder make(Path work) throws IOException {
        return root.make(work)
                .addEnvironmentVariable("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
                .setEntrypoint("nginx", "-g", "daemon off;")
                .setUser(ProgramImage.USER);
    }
}
