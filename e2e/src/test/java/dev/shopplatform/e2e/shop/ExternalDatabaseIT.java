package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shopplatform.cluster.images.Images;
import org.junit.jupiter.api.Test;

/** samples/external-database.yaml: a Postgres that the operator does not run. */
@OnRealCluster
class ExternalDatabaseIT {
    private static final String POSTGRES = """
        apiVersion: v1
        kind: Pod
        metadata: {name: elsewhere, labels: {app: elsewhere}}
        spec:
          automountServiceAccountToken: false
          securityContext: {runAsNonRoot: true, runAsUser: 999, runAsGroup: 999, fsGroup: 999, seccompProfile: {type: RuntimeDefault}}
          containers:
          - name: postgres
            image: %s
            env:
            - {name: POSTGRES_USER, value: shop}
            - {name: POSTGRES_PASSWORD, value: change-me}
            - {name: POSTGRES_DB, value: shop}
            - {name: PGDATA, value: /var/lib/postgresql/data/pgdata}
            readinessProbe: {tcpSocket: {port: 5432}, periodSeconds: 1}
            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
            volumeMounts:
            - {name: data, mountPath: /var/lib/postgresql/data}
            - {name: run, mountPath: /var/run/postgresql}
          volumes:
          - {name: data, emptyDir: {}}
          - {name: run, emptyDir: {}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: elsewhere}
        spec:
          selector: {app: elsewhere}
          ports: [{port: 5432}]
        """.formatted(Images.POSTGRES);

    @Test
    void aPurchaseOnADatabaseFromElsewhere(RealCluster cluster) {
        try (TestShop shop = new TestShop(cluster, "external")) {
            shop.apply(POSTGRES);
            shop.apply(Samples.EXTERNAL_DATABASE.replace("postgres.example.com", "elsewhere"));
            shop.awaitReady();
            shop.awaitPurchase();
            var customer = shop.customer();
            assertEquals("PAID", customer.awaitPaid(customer.buy()).status());
            assertEquals(0, shop.client().apps().statefulSets().inNamespace(shop.namespace()).list().getItems().size());
        }
    }
}
