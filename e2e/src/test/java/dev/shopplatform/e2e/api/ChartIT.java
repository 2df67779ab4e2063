package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Components;
import dev.shopplatform.e2e.KubernetesSchemas;
import dev.shopplatform.harness.OperatorAccess;
import dev.shopplatform.local.OperatorRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, by Helm's own check and by the schemas of the API server that it is installed on. */
@ExtendWith(Lab.Closing.class)
@ResourceLock(Lab.LOCK)
class ChartIT {
    private static final String DEFINITION = "shopplatforms.shopplatform.dev.yaml";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    /** With the default values, and with those that the chart keeps for this in its folder ci. */
    @ParameterizedTest
    @ValueSource(strings = {"", "everything", "namespaces"})
    void itIsFlawlessAndWhatItRendersIsValid(String values) throws IOException {
        List<String> options = values.isEmpty() ? List.of()
                : List.of("--values=" + OperatorRelease.chart().resolve("ci/" + values + "-values.yaml"));
        run("helm", List.of("lint", "--strict", OperatorRelease.chart().toString()), options);
        Path rendered = folder.resolve("rendered.yaml");
        // A service monitor is of a kind that the API server does not have here.
        Files.writeString(rendered, run("helm", List.of("template", "shop-operator", OperatorRelease.chart().toString(),
                "--namespace=" + OperatorRelease.NAMESPACE), options));
        String schemas = KubernetesSchemas.write(Lab.get().client(), folder.resolve("schemas"));
        run("kubeconform", List.of("-strict", "-summary", "-skip=ServiceMonitor", "-schema-location=" + schemas, rendered.toString()),
                List.of());
    }

    @Test
    void itBringsTheCurrentDefinition() throws IOException {
        assertEquals(Files.readString(Checkout.root().resolve("crds").resolve(DEFINITION)),
                Files.readString(OperatorRelease.chart().resolve("files").resolve(DEFINITION)));
        assertEquals(1, OperatorAccess.rendered().stream()
                .filter(object -> object.getMetadata().getName().equals("shopplatforms.shopplatform.dev")).count());
    }

    private static String run(String program, List<String> words, List<String> options) {
        List<String> command = new ArrayList<>(List.of(Components.path(program).toString()));
        command.addAll(words);
        command.addAll(options);
        return Command.of(command).within(LIMIT).run();
    }
}
