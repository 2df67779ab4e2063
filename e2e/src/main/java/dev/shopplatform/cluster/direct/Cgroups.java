package dev.shopplatform.cluster.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The cgroup under which a node's pods run: made before the kubelet starts, and removed after it has ended. */
final class Cgroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final Path UNIFIED_MARK = ROOT.resolve("cgroup.controllers");

    private Cgroups() {
    }

    static String name(int slot) {
        return Layout.link(slot);
    }

    static void create(int slot) {
        if (Files.exists(UNIFIED_MARK)) {
            delegate(ROOT);
            delegate(Instance.directory(ROOT.resolve(name(slot))));
        } else {
            hierarchies().forEach(hierarchy -> Instance.directory(hierarchy.resolve(name(slot))));
        }
    }

    /** Removes the folders, which their dead processes have left empty. */
    static void remove(int slot) {
        Stream.concat(Stream.of(ROOT), hierarchies().stream()).map(hierarchy -> hierarchy.resolve(name(slot)))
                .filter(Files::isDirectory).forEach(Cgroups::removeTree);
    }

    /** In the unified hierarchy, a folder has only those controllers that the one above hands down. */
    private static void delegate(Path folder) {
        for (String controller : List.of("cpu", "cpuset", "memory", "pids", "io", "hugetlb")) {
            try {
                Files.writeString(folder.resolve("cgroup.subtree_control"), "+" + controller);
            } catch (IOException notToBeHad) {
                // The kubelet names those that it misses.
            }
        }
    }

    private static List<Path> hierarchies() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> !Files.isSymbolicLink(folder))
                    .filter(folder -> Files.exists(folder.resolve("cgroup.procs"))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeTree(Path tree) {
        try (Stream<Path> folders = Files.walk(tree)) {
            // Only the folders: the files in them are the kernel's. One still busy stays, and does no harm.
            folders.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).forEach(folder -> folder.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // It is gone already.
        }
    }
}
