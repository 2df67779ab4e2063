package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

record PostgresImage(DebianRoot root) implements Recipe {

    PostgresImage(Path sources) {
        this(new DebianRoot(sources, List.of("libc-bin", "postgresql-15", "tzdata"), List.of("postgres")));
    }

    @Override
    public void describe(Fingerprint inputs) throws IOException {
        root.describe(inputs);
    }

    @Override
    public JibContainerBuilder make(Path work) throws IOException {
        return root.make(work)
                .addEnvironmentVariable("PATH", "/usr/lib/postgresql/current/bin:/usr/local/bin:/usr/bin:/bin")
                .addEnvironmentVariable("PGDATA", "/var/lib/postgresql/data")
                .addEnvironmentVariable("LANG", "C.UTF-8")
                .addVolume(AbsoluteUnixPath.get("/var/lib/postgresql/data"))
                .setEntrypoint("docker-entrypoint.sh")
                .setProgramArguments("postgres")
                .setUser("999:999");
    }
}
