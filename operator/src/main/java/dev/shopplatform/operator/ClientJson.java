package dev.shopplatform.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** The client leaves out of every object the managed fields, which are a large part of it and which nobody here asks for. */
@Singleton
public class ClientJson implements KubernetesClientObjectMapperCustomizer {

    @JsonIgnoreProperties("managedFields")
    private abstract static class NoManagedFields {}

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(ObjectMeta.class, NoManagedFields.class);
    }
}
