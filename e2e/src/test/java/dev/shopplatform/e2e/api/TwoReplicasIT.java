package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.harness.AuditLog;
import dev.shopplatform.harness.OperatorAccess;
import dev.shopplatform.harness.OperatorProcess;
import dev.shopplatform.local.OperatorRelease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two operators: one works, and when it is killed the other does. */
class TwoReplicasIT extends ApiTest {
    private final Map<String, OperatorProcess> replicas = Map.of("one", replica("one"), "two", replica("two"));

    @BeforeEach
    @AfterEach
    void end() {
        replicas.values().forEach(OperatorProcess::close);
        lab.client().leases().inNamespace(OperatorRelease.NAMESPACE).withName("shop-operator").delete();
    }

    @Test
    void theOtherTakesOverAndNeverDoBothWrite() {
        AuditLog.Mark mark = lab.audit().mark();
        replicas.values().forEach(OperatorProcess::start);
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        String first = holder().orElseThrow();
        space.patch(Kind.ConfigMap, "catalogue", "data: {LEVEL: trace}");
        replicas.get(first).kill();
        space.apply(Shops.ALL_KINDS.replace("LEVEL: info", "LEVEL: debug"));
        eventually(() -> assertEquals("debug", space.json(Kind.ConfigMap, "catalogue").at("/data/LEVEL").asText()));
        settled("shop");
        assertFalse(holder().orElseThrow().equals(first));
        space.delete(Kind.PodDisruptionBudget, "prices");
        eventually(() -> assertTrue(space.names().contains("PodDisruptionBudget/prices")));

        List<AuditLog.Request> writes = lab.audit().since(mark, OperatorAccess.USER).stream()
                .filter(request -> request.isWrite() && request.namespace().equals(space.name())).toList();
        Map<String, List<AuditLog.Request>> byReplica = writes.stream().collect(Collectors.groupingBy(AuditLog.Request::credential));
        assertEquals(2, byReplica.size(), "one of them never wrote");
        List<String> inTurn = writes.stream().map(AuditLog.Request::credential).toList();
        String one = inTurn.getFirst();
        assertEquals(byReplica.get(one).size(), inTurn.indexOf(inTurn.getLast()), "they wrote in turns");
    }

    private Optional<String> holder() {
        return Optional.ofNullable(lab.client().leases().inNamespace(OperatorRelease.NAMESPACE).withName("shop-operator").get())
                .map(lease -> lease.getSpec().getHolderIdentity());
    }

    private OperatorProcess replica(String name) {
        return new OperatorProcess("replica-" + name, lab.access().kubeconfig())
                .env("HOSTNAME", name)
                .env("SHOP_LEADER_ELECTION_ENABLED", "true")
                .env("SHOP_LEADER_ELECTION_NAMESPACE", OperatorRelease.NAMESPACE);
    }

    @Override
    boolean usesSharedOperator() {
        return false;
    }

    @Override
    OperatorProcess operator() {
        return replicas.values().stream().filter(OperatorProcess::isAlive).findFirst().orElse(replicas.get("one"));
    }
}
