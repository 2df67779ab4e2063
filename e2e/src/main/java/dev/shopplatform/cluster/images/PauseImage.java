package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import dev.shopplatform.cluster.Command;
import java.io.IOException;
import java.nio.file.Path;

record PauseImage(Path source) implements Recipe {

    @Override
    public void describe(Fingerprint inputs) throws IOException {
        inputs.file("source", source);
    }

    @Override
    public JibContainerBuilder make(Path work) throws IOException {
        Program.GCC.ensure();
        Path binary = work.resolve("pause");
        Command.of("gcc", "-Os", "-s", "-static", "-Wall", "-Werror", "-o", binary, source).run();
        return new ProgramImage("/pause", binary).make(work);
    }
}
