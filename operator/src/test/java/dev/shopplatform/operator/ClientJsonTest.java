package dev.shopplatform.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class ClientJsonTest {
    @Test
    void readsNoManagedFields() {
        ObjectMapper mapper = new ObjectMapper();
        new ClientJson().customize(mapper);
        KubernetesSerialization json = new KubernetesSerialization(mapper, false);
        ServiceAccount account = json.unmarshal("""
            {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "a", "managedFields": [{"manager": "kubectl"}]}}
            """, ServiceAccount.class);
        assertEquals("a", account.getMetadata().getName());
        assertTrue(account.getMetadata().getManagedFields().isEmpty());
        assertTrue(account.getMetadata().getAdditionalProperties().isEmpty());
    }
}
