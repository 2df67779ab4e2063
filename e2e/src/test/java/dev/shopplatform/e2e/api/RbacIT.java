package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shopplatform.harness.AuditLog;
import dev.shopplatform.harness.OperatorAccess;
import dev.shopplatform.local.OperatorRelease;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart grants what the operator does, and nothing else. */
class RbacIT extends OwnOperatorTest {
    /** What no request shows: asked of an admission plugin that is not everywhere, and of the server before the election. */
    private static final Set<String> UNSEEN = Set.of("update shopplatforms/finalizers.shopplatform.dev",
            "update leases.coordination.k8s.io");

    private final IstioDefinitions istio = new IstioDefinitions(lab.client());

    @Test
    void noVerbIsMissingAndNoneIsSuperfluous() {
        istio.install();
        lab.client().leases().inNamespace(OperatorRelease.NAMESPACE).withName("shop-operator").delete();
        AuditLog.Mark mark = lab.audit().mark();
        operator().env("SHOP_LEADER_ELECTION_ENABLED", "true").env("SHOP_LEADER_ELECTION_NAMESPACE", OperatorRelease.NAMESPACE)
                .env("HOSTNAME", "rbac").start();
        allKindsComeAndGo();
        allNamesAreTaken();
        theSameNewsTwice();
        operator().stop();
        istio.remove();

        List<AuditLog.Request> requests = lab.audit().since(mark, OperatorAccess.USER);
        assertEquals(List.of(), requests.stream().filter(request -> request.code() == 403)
                .filter(request -> request.namespace().equals(space.name())).toList());
        Set<String> used = requests.stream().filter(request -> request.code() != 403).flatMap(RbacIT::rights)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> superfluous = granted();
        superfluous.removeAll(used);
        superfluous.removeAll(UNSEEN);
        assertEquals(Set.of(), superfluous);
    }

    private void allKindsComeAndGo() {
        space.apply(Shops.ALL_KINDS + "  mesh: {provider: Istio}\n");
        space.apply(Shops.single("ingress", "behind") + """
              gateway:
                provider: Istio
                routes: [{name: all, service: behind, matches: [{path: {value: /}}]}]
            """);
        settled("shop", "ingress");
        space.patch(Kind.StatefulSet, "data", "spec: {replicas: 0}");
        eventually(() -> assertEquals(1, space.json(Kind.StatefulSet, "data").at("/spec/replicas").asInt()));
        // Another owner takes all names, while the first still has them.
        space.apply(Shops.ALL_KINDS.replace("{name: shop}", "{name: rival}") + "  mesh: {provider: Istio}\n");
        space.apply(Shops.single("claimant", "catalogue"));
        eventually(() -> assertEquals("False/NameConflict", space.state("claimant", "Ready")));
        eventually(() -> assertEquals("False/NameConflict", space.state("rival", "Ready")));
        space.delete(Kind.ShopPlatform, "claimant");
        space.delete(Kind.ShopPlatform, "rival");
        space.apply(Shops.single("shop", "rest"));
        space.apply(Shops.single("ingress", "behind"));
        settled("shop", "ingress");
        eventually(() -> assertEquals(Set.of(), space.children(Kind.ISTIO).keySet()));
    }

    private void allNamesAreTaken() {
        space.apply("""
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: late-gateway}
                spec: {selector: {istio: other}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [other.example.com]}]}
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: late-data}}
                """);
        space.apply(Shops.single("late", "later") + """
              resources: [{name: late-data}]
              gateway:
                provider: Istio
                routes: [{name: all, service: later, matches: [{path: {value: /}}]}]
            """);
        eventually(() -> assertEquals("False/NameConflict", space.state("late", "GatewayReady")));
        eventually(() -> assertEquals(2, space.status("late").orElseThrow().children().stream()
                .filter(child -> child.reason().equals("NameConflict")).count()));
    }

    private void theSameNewsTwice() {
        String valid = Shops.single("news", "paper");
        String invalid = valid + "  gateway: {}\n";
        for (int times = 0; times < 2; times++) {
            space.apply(invalid);
            eventually(() -> assertEquals("False/InvalidSpec", space.state("news", "Ready")));
            space.apply(valid);
            settled("news");
        }
    }

    /** An apply of what does not exist is a patch that needs the right to create. */
    private static Stream<String> rights(AuditLog.Request request) {
        boolean created = request.verb().equals("patch") && request.code() == 201;
        return created ? Stream.of(request.right(), request.right().replace("patch ", "create ")) : Stream.of(request.right());
    }

    private static Set<String> granted() {
        return OperatorAccess.rendered("replicas=2").stream().flatMap(object -> switch (object) {
            case ClusterRole role when role.getMetadata().getName().equals("shop-operator") -> role.getRules().stream();
            case Role role -> role.getRules().stream();
            default -> Stream.<PolicyRule>of();
        }).flatMap(rule -> rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                .flatMap(resource -> rule.getVerbs().stream()
                        .map(verb -> verb + " " + resource + (group.isEmpty() ? "" : "." + group)))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
