package dev.shopplatform.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.ClusterRequest;
import dev.shopplatform.cluster.Clusters;
import dev.shopplatform.cluster.Progress;
import dev.shopplatform.harness.AuditLog;
import dev.shopplatform.harness.OperatorAccess;
import dev.shopplatform.harness.OperatorProcess;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the operator on a control plane alone. Prints figures beside the targets of the design, and never fails for one. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the operator on a control plane alone.")
public final class Bench implements Callable<Integer> {
    private static final String NAME = "bench";
    private static final int BROKEN = 20;
    private static final Duration LIMIT = Duration.ofMinutes(15);

    @Option(names = "--platforms", defaultValue = "200", description = "How many (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--single", defaultValue = "40", description = "How many to apply one by one (default: ${DEFAULT-VALUE}).")
    private int singles;

    @Option(names = "--idle", defaultValue = "60", description = "Seconds to watch an idle operator (default: ${DEFAULT-VALUE}).")
    private int idleSeconds;

    @Option(names = "--json", description = "Print JSON only.")
    private boolean json;

    private final List<Figure> figures = new ArrayList<>();
    private Progress progress;
    private AuditLog audit;
    private Path kubeconfig;

    public static void main(String[] arguments) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        System.setProperty("io.netty.noUnsafe", "true");
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        progress = json ? Progress.silent() : Progress.on(System.out);
        Clusters.destroy(NAME);
        Path log = AuditLog.place(NAME);
        audit = new AuditLog(log);
        try (Cluster cluster = Clusters.obtain(ClusterRequest.named(NAME).onlyControlPlane().withAuditLog(log), progress)) {
            OperatorAccess access = new OperatorAccess(cluster);
            access.install();
            kubeconfig = access.kubeconfig();
            measure(cluster.client());
        } finally {
            Clusters.destroy(NAME);
        }
        print();
        return CommandLine.ExitCode.OK;
    }

    private void measure(KubernetesClient client) {
        // First, as a start among many platforms has these to look at before the one that is new.
        progress.step("Starting", () -> startTime(new Platforms(client, "start")));
        Platforms one = new Platforms(client, "single");
        OperatorProcess operator = operator().start();
        // As long as after the restart below, so that the two can be compared.
        Sleep.millis(10_000);
        double empty = operator.residentKiB();
        double emptyHeap = operator.liveHeapKiB();
        figures.add(new Figure("resident memory, empty", empty / 1024, "MiB", 120));

        List<Double> alone = progress.step("One platform at a time", () -> latency(one));
        figures.add(new Figure("resource applied to last child written, p50", percentile(alone, 50), "ms", 100));
        figures.add(new Figure("resource applied to last child written, p99", percentile(alone, 99), "ms", 500));
        List<Double> beside = progress.step("One platform at a time, beside " + BROKEN + " that are refused", () -> besideBroken(client));
        figures.add(new Figure("the same p50 beside " + BROKEN + " broken platforms, against without", percentile(beside, 50)
                / percentile(alone, 50), "x", 1.1));
        RawWriter raw = new RawWriter(client, one.children(0), Platforms.name(0));
        figures.add(Figure.of("children per platform", raw.objects(), ""));

        progress.step(count + " platforms by the operator and by a raw writer", () -> throughput(client, raw));
        settle();
        int total = count + 2 * singles + BROKEN;
        figures.add(Figure.of("resident memory with " + total + " platforms", operator.residentKiB() / 1024.0, "MiB"));
        AuditLog.Mark idle = audit.mark();
        progress.step("Idle", () -> Sleep.millis(idleSeconds * 1000L));
        figures.add(new Figure("requests in " + idleSeconds + " idle seconds, watches apart", requests(idle)
                .filter(request -> !request.verb().equals("watch")).count(), "", 0));
        operator.stop();

        AuditLog.Mark restart = audit.mark();
        OperatorProcess again = operator().start();
        Sleep.millis(10_000);
        figures.add(new Figure("writes after a restart", requests(restart).filter(AuditLog.Request::isWrite).count(), "", 0));
        double full = again.residentKiB();
        figures.add(new Figure("resident memory per platform, after a restart", (full - empty) / total, "KiB", 25));
        figures.add(Figure.of("live heap per platform", (again.liveHeapKiB() - emptyHeap) / total, "KiB"));
        again.stop();
    }

    /** The quota refuses a child of each broken platform for as long as others are measured. */
    private List<Double> besideBroken(KubernetesClient client) {
        Platforms broken = new Platforms(client, "broken");
        var quota = client.resource(new ResourceQuotaBuilder()
                .withNewMetadata().withNamespace("broken").withName("no-services").endMetadata()
                .withNewSpec().addToHard("count/services", new Quantity("0")).endSpec().build());
        quota.create();
        broken.create(0, BROKEN);
        List<Double> times = latency(new Platforms(client, "beside"));
        quota.delete();
        broken.awaitReady(BROKEN, LIMIT);
        return times;
    }

    /**
     * From the API server's answer to the user until its answer to the write of the last child.
     *
     * @return milliseconds, sorted
     */
    private List<Double> latency(Platforms platforms) {
        List<Double> times = new ArrayList<>();
        for (int number = 0; number < singles; number++) {
            AuditLog.Mark mark = audit.mark();
            Instant applied = Instant.now();
            platforms.create(number);
            platforms.awaitReady(number + 1, LIMIT);
            Instant last = requests(mark).filter(request -> request.namespace().equals(platforms.namespace()))
                    .filter(Bench::isChildWrite).map(AuditLog.Request::answered).max(Instant::compareTo).orElseThrow();
            // The first ones warm the process up, as in one that has been running for a while.
            if (number >= singles / 4) {
                times.add(Duration.between(applied, last).toNanos() / 1e6);
            }
            Sleep.millis(200);
        }
        times.sort(null);
        return times;
    }

    /** The raw writer before and after, as the machine may not be as fast all the time. */
    private void throughput(KubernetesClient client, RawWriter raw) {
        settle();
        Duration before = raw.write("raw-before", 0, count);
        settle();
        Platforms many = new Platforms(client, "many");
        AuditLog.Mark mark = audit.mark();
        Instant start = Instant.now();
        many.create(0, count);
        many.awaitReady(count, LIMIT);
        settle();
        List<AuditLog.Request> requests = requests(mark).toList();
        Instant last = requests.stream().filter(Bench::isChildWrite).map(AuditLog.Request::answered)
                .max(Instant::compareTo).orElseThrow();
        Duration after = raw.write("raw-after", 0, count);
        double seconds = Duration.between(start, last).toNanos() / 1e9;
        double floor = (before.toNanos() + after.toNanos()) / 2e9;
        long children = requests.stream().filter(Bench::isChildWrite).count();
        long statuses = requests.stream().filter(request -> request.resource().equals("shopplatforms/status")).count();
        long writes = requests.stream().filter(AuditLog.Request::isWrite).count();
        figures.add(Figure.of("platforms per second, raw writer", count / floor, "1/s"));
        figures.add(Figure.of("platforms per second, operator", count / seconds, "1/s"));
        figures.add(new Figure("operator's time to the last child, against the raw writer's", seconds / floor, "x", 1.25));
        figures.add(new Figure("writes of children per platform", (double) children / count, "", raw.objects()));
        figures.add(new Figure("writes of the status per platform", (double) statuses / count, "", 1));
        figures.add(Figure.of("other writes per platform (events)", (double) (writes - children - statuses) / count, ""));
        figures.add(new Figure("reads per platform", (double) requests.stream()
                .filter(request -> request.verb().equals("get") || request.verb().equals("list")).count() / count, "", 0));
    }

    /** The median of three: a platform waits already when the process starts. */
    private void startTime(Platforms platforms) {
        List<Double> times = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            OperatorProcess operator = operator();
            platforms.create(number);
            AuditLog.Mark mark = audit.mark();
            Instant start = Instant.now();
            operator.launch();
            platforms.awaitReady(number + 1, LIMIT);
            operator.stop();
            times.add(Duration.between(start, requests(mark).filter(Bench::isChildWrite).map(AuditLog.Request::received)
                    .min(Instant::compareTo).orElseThrow()).toNanos() / 1e9);
        }
        times.sort(null);
        figures.add(new Figure("process start to first write", percentile(times, 50), "s", 1));
    }

    /** Until the API server has had nothing written for a while, whoever by: the controllers have their own work. */
    private void settle() {
        AuditLog.Mark mark = audit.mark();
        for (int quiet = 0; quiet < 5; quiet++) {
            Sleep.millis(1000);
            AuditLog.Mark now = audit.mark();
            quiet = now.position() - mark.position() > 20_000 ? -1 : quiet;
            mark = now;
        }
    }

    private Stream<AuditLog.Request> requests(AuditLog.Mark since) {
        return audit.since(since, OperatorAccess.USER).stream();
    }

    private static boolean isChildWrite(AuditLog.Request request) {
        return request.isWrite() && request.succeeded() && !request.group().equals("shopplatform.dev")
                && !request.resource().equals("events");
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private OperatorProcess operator() {
        return new OperatorProcess("bench", kubeconfig);
    }

    private void print() throws IOException {
        if (json) {
            System.out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        } else {
            System.out.printf("%n%-66s %10s %-8s %10s%n", "", "", "", "target");
            figures.forEach(figure -> System.out.println(figure.line()));
        }
    }
}
