package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Path;

/** An image that holds one statically linked program and nothing else. */
record ProgramImage(String path, Path binary) implements Recipe {

    static final String USER = "65532:65532";
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

    @Override
    public void describe(Fingerprint inputs) throws IOException {
        inputs.text("path", path).file("binary", binary);
    }

    @Override
    public JibContainerBuilder make(Path work) {
        return Jib.fromScratch()
                .addFileEntriesLayer(layer(path, binary))
                .setEntrypoint(path)
                .setUser(USER);
    }

    static FileEntriesLayer layer(String path, Path binary) {
        AbsoluteUnixPath target = AbsoluteUnixPath.get(path);
        return FileEntriesLayer.builder()
                .setName(binary.getFileName().toString())
                .addEntry(binary, target, EXECUTABLE)
                .build();
    }
}
