package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.harness.AuditLog;
import dev.shopplatform.harness.OperatorAccess;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may create ShopPlatforms in a namespace has power over this namespace, and only by what a ShopPlatform can say. */
class IsolationIT extends ApiTest {

    @Test
    void thePlatformOfAUserWithNoOtherRightReachesNoOtherNamespace() {
        AuditLog.Mark mark = lab.audit().mark();
        try (KubernetesClient tenant = tenant()) {
            Space tenants = new Space(tenant, space.name());
            tenants.apply(Shops.ALL_KINDS);
            assertThrows(KubernetesClientException.class, () -> tenants.get(Kind.Secret, "data"));
            assertThrows(KubernetesClientException.class, () -> new Space(tenant, "default").apply(Shops.ALL_KINDS));
        }
        settled("shop");
        space.apply(Shops.single("shop", "other"));
        settled("shop");
        Set<String> written = lab.audit().since(mark, OperatorAccess.USER).stream()
                .filter(request -> request.isWrite() && !request.group().equals("authorization.k8s.io"))
                .map(AuditLog.Request::namespace)
                // The test before may still be going.
                .filter(namespace -> !namespace.matches("[a-z]+it-.*") || namespace.equals(space.name())).collect(Collectors.toSet());
        assertEquals(Set.of(space.name()), written);
    }

    /** Pod Security as strict as it gets, enforced by the API server: every pod is admitted. */
    @Test
    void itsPodsNeedNoPrivilege() {
        lab.client().namespaces().withName(space.name()).edit(namespace -> {
            namespace.getMetadata().getLabels().put("pod-security.kubernetes.io/enforce", "restricted");
            return namespace;
        });
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        assertTrue(lab.client().pods().inNamespace(space.name()).list().getItems().size() >= 6);
    }

    private KubernetesClient tenant() {
        KubernetesClient admin = lab.client();
        admin.resource(new ServiceAccountBuilder().withNewMetadata().withName("tenant").withNamespace(space.name()).endMetadata()
                .build()).create();
        admin.resource(new RoleBuilder().withNewMetadata().withName("tenant").withNamespace(space.name()).endMetadata()
                .addNewRule().withApiGroups("shopplatform.dev").withResources("shopplatforms").withVerbs("create", "patch").endRule()
                .build()).create();
        admin.resource(new RoleBindingBuilder().withNewMetadata().withName("tenant").withNamespace(space.name()).endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "tenant")
                .addNewSubject().withKind("ServiceAccount").withName("tenant").withNamespace(space.name()).endSubject()
                .build()).create();
        Config config = Config.fromKubeconfig(lab.access().kubeconfig(space.name(), "tenant").toFile());
        config.setHttpProxy(null);
        config.setHttpsProxy(null);
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
