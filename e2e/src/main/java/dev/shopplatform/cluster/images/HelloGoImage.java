package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import dev.shopplatform.cluster.Command;
import java.io.IOException;
import java.nio.file.Path;

record HelloGoImage(Path sources) implements Recipe {

    @Override
    public void describe(Fingerprint inputs) throws IOException {
        inputs.folder("source", sources, _ -> true);
    }

    @Override
    public JibContainerBuilder make(Path work) throws IOException {
        Path binary = work.resolve("hello-go");
        Command.of("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", binary, ".")
                .in(sources)
                .env("CGO_ENABLED", "0")
                .run();
        return new ProgramImage("/hello-go", binary).make(work);
    }
}
