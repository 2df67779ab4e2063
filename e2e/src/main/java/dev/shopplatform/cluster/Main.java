package dev.shopplatform.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands up, down and status. */
@Command(name = "cluster",
        description = "A local Kubernetes cluster to run ShopPlatforms on.")
public final class Main {
    static final String DEFAULT_NAME = "local";

    @CommandLine.Mixin
    private Help help;

    private final AfterUp afterUp;

    private Main(AfterUp afterUp) {
        this.afterUp = afterUp;
    }

    /** What follows once the cluster is up: here the operator and the shop find their place. */
    @FunctionalInterface
    public interface AfterUp {
        void accept(Cluster cluster, Progress progress);
    }

    /**
     * Runs a command.
     *
     * @return the exit code
     */
    public static int run(String[] args, AfterUp afterUp) {
        setUnlessGiven("org.slf4j.simpleLogger.defaultLogLevel", "error");
        // What it says at length, we say in a line.
        setUnlessGiven("org.slf4j.simpleLogger.log.org.testcontainers", "off");
        // Otherwise Java warns the user of what Netty does inside.
        setUnlessGiven("io.netty.noUnsafe", "true");
        return commandLine(new Main(afterUp)).execute(args);
    }

    private static void setUnlessGiven(String property, String value) {
        System.setProperty(property, System.getProperty(property, value));
    }

    private static CommandLine commandLine(Main main) {
        return new CommandLine(main)
                .addSubcommand("up", main.new Up())
                .addSubcommand("down", main.new Down())
                .addSubcommand("status", main.new Status())
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    // What went wrong is in the message; the trace is for those who look for a fault of ours.
                    commandLine.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
                    if (Boolean.getBoolean("shop.trace")) {
                        failure.printStackTrace(commandLine.getErr());
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static void tellHowToUse(Cluster cluster) {
        System.out.println("Cluster '" + cluster.name() + "': " + cluster.source());
        System.out.println("  export KUBECONFIG=" + cluster.kubeconfig());
    }

    /** The option that every command has. */
    static final class Help {
        @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this help.")
        private boolean requested;
    }

    /** The options that every subcommand has. */
    static final class Common {
        @CommandLine.Mixin
        private Help help;

        @Option(names = "--name", defaultValue = DEFAULT_NAME, paramLabel = "NAME",
                description = "Name of the cluster, of which a checkout can have several (default: ${DEFAULT-VALUE}).")
        private String name;
    }

    @Command(name = "up", description = "Gives a running cluster.")
    final class Up implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common;

        @Option(names = "--control-plane", description = "Stop after the control plane: an API server without a node.")
        private boolean controlPlane;

        @Option(names = "--context", paramLabel = "CONTEXT", defaultValue = "${env:CONTEXT}",
                description = "Use the cluster of this kubeconfig context (default: the variable CONTEXT). No other"
                        + " context is ever touched.")
        private String context;

        @Override
        public Integer call() {
            Progress progress = Progress.on(System.out);
            ClusterRequest request = ClusterRequest.named(common.name).inContext(Optional.ofNullable(context));
            try (Cluster cluster = Clusters.obtain(controlPlane ? request.onlyControlPlane() : request, progress)) {
                if (!controlPlane) {
                    afterUp.accept(cluster, progress);
                }
                tellHowToUse(cluster);
            }
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "down", description = "Ends the cluster and removes what it left.")
    final class Down implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common;

        @Override
        public Integer call() {
            List<String> ended = Clusters.destroy(common.name);
            System.out.println(ended.isEmpty()
                    ? "There is no cluster '" + common.name + "'"
                    : "Ended cluster '" + common.name + "', which was " + String.join(", ", ended));
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "status", description = "Tells whether there is a cluster, and its state.")
    final class Status implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common;

        @Override
        public Integer call() {
            List<Cluster> clusters = Clusters.existing(common.name);
            if (clusters.isEmpty()) {
                System.out.println("There is no cluster '" + common.name + "'");
                return CommandLine.ExitCode.SOFTWARE;
            }
            clusters.forEach(cluster -> {
                try (cluster) {
                    tellHowToUse(cluster);
                    System.out.println("  " + ClusterState.of(cluster));
                }
            });
            return CommandLine.ExitCode.OK;
        }
    }
}
