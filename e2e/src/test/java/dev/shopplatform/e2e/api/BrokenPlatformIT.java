package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.harness.AuditLog;
import dev.shopplatform.harness.OperatorAccess;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import org.junit.jupiter.api.Test;

/** Platforms of which a child is refused again and again neither hold up others nor keep the API server busy. */
class BrokenPlatformIT extends ApiTest {
    private static final int PLATFORMS = 10;

    /** In half a minute, with longer and longer waits; a loop would be at thousands. */
    private static final int FEW = 12 * PLATFORMS;

    @Test
    void othersGoOnAndItRecovers() {
        lab.client().resource(new ResourceQuotaBuilder()
                .withNewMetadata().withNamespace(space.name()).withName("no-services").endMetadata()
                .withNewSpec().addToHard("count/services", new Quantity("0")).endSpec().build()).create();
        // Until the quota's controller has counted, the API server lets nothing through, or all.
        eventually(() -> assertTrue(lab.client().resourceQuotas().inNamespace(space.name()).withName("no-services").get()
                .getStatus().getHard() != null));
        AuditLog.Mark mark = lab.audit().mark();
        for (int number = 0; number < PLATFORMS; number++) {
            space.apply(Shops.single("broken" + number, "s" + number));
        }
        eventually(() -> {
            for (int number = 0; number < PLATFORMS; number++) {
                assertEquals("False/WriteFailed", space.state("broken" + number, "Ready"));
            }
        });
        Space healthy = newSpace();
        for (int number = 0; number < PLATFORMS; number++) {
            healthy.apply(Shops.single("shop" + number, "s" + number));
        }
        eventually(() -> {
            for (int number = 0; number < PLATFORMS; number++) {
                assertTrue(healthy.isSettled("shop" + number), healthy::describe);
            }
        });
        long refused = lab.audit().since(mark, OperatorAccess.USER).stream()
                .filter(request -> request.namespace().equals(space.name()) && request.code() == 403).count();
        assertTrue(refused <= FEW, refused + " refused writes");
        assertTrue(space.names().contains("NetworkPolicy/s0"), "the other children are there");
        healthy.remove();

        lab.client().resourceQuotas().inNamespace(space.name()).withName("no-services").delete();
        eventually(() -> {
            for (int number = 0; number < PLATFORMS; number++) {
                assertTrue(space.isSettled("broken" + number), space::describe);
            }
        });
    }
}
