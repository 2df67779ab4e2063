package dev.shopplatform.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.shopplatform.operator.Catalogue;
import dev.shopplatform.operator.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CompactStoreTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    @Test
    void everyKindOfChildComesBackAsItWent() {
        List.of("full", "istio").forEach(sample -> {
            World world = World.settled(sample);
            Catalogue.kinds().forEach(kind -> assertRoundTrip(kind, world));
        });
    }

    private static <R extends HasMetadata> void assertRoundTrip(Class<R> kind, World world) {
        CompactStore<R> store = new CompactStore<>(kind, object -> object, CompactStoreTest::namespace, JSON);
        world.server().list(kind).forEach(object -> {
            store.put(store.getKey(object), object);
            assertEquals(object, store.get(store.getKey(object)));
        });
    }

    @Test
    void answersWithWhatWasThereBefore() {
        CompactStore<ServiceAccount> store = new CompactStore<>(ServiceAccount.class, UnaryOperator.identity(), CompactStoreTest::namespace, JSON);
        assertNull(store.put("n/a", account("1")));
        assertEquals("1", store.put("n/a", account("2")).getMetadata().getResourceVersion());
        assertEquals("2", store.remove("n/a").getMetadata().getResourceVersion());
        assertNull(store.remove("n/a"));
        assertEquals(0, store.size());
        assertFalse(store.isFullState());
    }

    private static Optional<String> namespace(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getNamespace());
    }

    @Test
    void theIndexFollows() {
        CompactStore<ServiceAccount> store = new CompactStore<>(ServiceAccount.class, UnaryOperator.identity(), CompactStoreTest::name, JSON);
        store.put("n/a", account("1"));
        assertEquals(1, store.indexed("a").count());
        ServiceAccount other = account("2");
        other.getMetadata().setName("b");
        store.put("n/a", other);
        assertEquals(0, store.indexed("a").count());
        assertEquals(List.of("2"), store.indexed("b").map(object -> object.getMetadata().getResourceVersion()).toList());
        store.remove("n/a");
        assertEquals(0, store.indexed("b").count());
    }

    private static Optional<String> name(HasMetadata object) {
        return Optional.of(object.getMetadata().getName());
    }

    @Test
    void whoLooksWhileAnObjectChangesFindsItOnce() throws Exception {
        CompactStore<ServiceAccount> store = new CompactStore<>(ServiceAccount.class, UnaryOperator.identity(), CompactStoreTest::name, JSON);
        ServiceAccount account = account("1");
        store.put("n/a", account);
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int change = 0; change < 2_000; change++) {
                store.put("n/a", account);
            }
        });
        do {
            assertEquals(1, store.indexed("a").count());
        } while (writer.isAlive());
        writer.join();
    }

    @Test
    void keepsNoSecretValues() {
        Secret secret = new SecretBuilder()
            .withNewMetadata()
                .withName("s").withNamespace("n").withUid("u").withResourceVersion("7")
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "c2VjcmV0")
            .endMetadata()
            .addToData("password", "c2VjcmV0")
            .addToStringData("other", "c2VjcmV0")
            .build();
        CompactStore<Secret> store = new CompactStore<>(Secret.class, Prune::secret, CompactStoreTest::namespace, JSON);
        store.put("n/s", secret);
        Secret kept = store.get("n/s");
        assertFalse(JSON.asJson(kept).contains("c2VjcmV0"));
        assertEquals("7", kept.getMetadata().getResourceVersion());
        assertEquals("u", kept.getMetadata().getUid());
    }

    private static ServiceAccount account(String version) {
        return new ServiceAccountBuilder()
            .withNewMetadata().withNamespace("n").withName("a").withResourceVersion(version).withLabels(Map.of("a", "b")).endMetadata()
            .build();
    }
}
