package dev.shopplatform.harness;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Components;
import dev.shopplatform.local.OperatorRelease;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the chart installs apart from the operator's pods: the CRD, and the rights under which the operator works. */
public final class OperatorAccess {
    /** Who the operator is to the API server. */
    public static final String USER = "system:serviceaccount:" + OperatorRelease.NAMESPACE + ":shop-operator";

    private static final Set<String> KINDS = Set.of("CustomResourceDefinition", "ServiceAccount", "ClusterRole",
            "ClusterRoleBinding", "Role", "RoleBinding");
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Cluster cluster;

    public OperatorAccess(Cluster cluster) {
        this.cluster = cluster;
    }

    /** With more than one replica, so that the election's rights are among them. */
    public void install() {
        KubernetesClient client = cluster.client();
        client.resource(new NamespaceBuilder().withNewMetadata().withName(OperatorRelease.NAMESPACE).endMetadata().build())
                .serverSideApply();
        rendered("replicas=2").stream().filter(object -> KINDS.contains(object.getKind()))
                .forEach(object -> client.resource(object).forceConflicts().serverSideApply());
    }

    /** All that the chart renders with these settings. */
    public static List<HasMetadata> rendered(String... settings) {
        List<?> objects = new KubernetesSerialization().unmarshal(
                new ByteArrayInputStream(render(settings).getBytes(StandardCharsets.UTF_8)));
        return objects.stream().map(HasMetadata.class::cast).toList();
    }

    /** The same as text. */
    public static String render(String... settings) {
        List<String> words = new ArrayList<>(List.of(Components.path("helm").toString(), "template", "shop-operator",
                OperatorRelease.chart().toString(), "--namespace=" + OperatorRelease.NAMESPACE));
        for (String setting : settings) {
            words.add("--set=" + setting);
        }
        return Command.of(words).within(LIMIT).run();
    }

    /** A kubeconfig by which one has the operator's rights, and no others. */
    public Path kubeconfig() {
        return kubeconfig(OperatorRelease.NAMESPACE, "shop-operator");
    }

    /** A kubeconfig by which one is that service account. */
    public Path kubeconfig(String namespace, String serviceAccount) {
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec().withExpirationSeconds(TOKEN_LIFE.toSeconds()).endSpec().build();
        String token = cluster.client().serviceAccounts().inNamespace(namespace).withName(serviceAccount)
                .tokenRequest(request).getStatus().getToken();
        Config config = cluster.client().getConfiguration();
        try {
            // A file for each: two operators must not share a token, so that the audit log can tell them apart.
            Path file = Files.createTempFile(Checkout.state(cluster.name()), serviceAccount + "-", ".kubeconfig");
            file.toFile().deleteOnExit();
            return Files.writeString(file, """
                    apiVersion: v1
                    kind: Config
                    current-context: it
                    contexts:
                    - {name: it, context: {cluster: it, user: it, namespace: %s}}
                    clusters:
                    - {name: it, cluster: {server: "%s", certificate-authority-data: %s}}
                    users:
                    - {name: it, user: {token: %s}}
                    """.formatted(namespace, config.getMasterUrl(), config.getCaCertData(), token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
