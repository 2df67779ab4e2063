package dev.shopplatform.operator.child;

import dev.shopplatform.operator.plan.Shop;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment variables of a service. */
final class Environment {
    /** The variables that libpq, and so nearly every Postgres client, reads, and the keys of the Secret that they come from. */
    private static final Map<String, String> LIBPQ = new LinkedHashMap<>();

    static {
        LIBPQ.put("PGHOST", "host");
        LIBPQ.put("PGPORT", "port");
        LIBPQ.put("PGDATABASE", "database");
        LIBPQ.put("PGUSER", "username");
        LIBPQ.put("PGPASSWORD", "password");
    }

    private Environment() {}

    static List<EnvFromSource> config(Shop.Service service) {
        return service.config().isEmpty() ? List.of()
            : List.of(new EnvFromSourceBuilder().withNewConfigMapRef().withName(service.name()).endConfigMapRef().build());
    }

    /** Where its dependencies answer and how its databases are reached, overridden by what the user set. */
    static List<EnvVar> of(Shop.Service service, Shop shop) {
        Map<String, EnvVar> variables = new LinkedHashMap<>();
        service.dependsOn().stream().flatMap(name -> shop.service(name).stream()).forEach(dependency ->
            put(variables, new EnvVar(urlVariable(dependency), dependency.url(), null)));
        service.bindings().forEach(database -> LIBPQ.forEach((variable, key) -> put(variables, new EnvVarBuilder()
            .withName(variable)
            .withNewValueFrom().withNewSecretKeyRef().withName(database.secret()).withKey(key).endSecretKeyRef().endValueFrom()
            .build())));
        service.config().keySet().forEach(variables::remove);
        service.env().forEach(variable -> put(variables, variable));
        return List.copyOf(variables.values());
    }

    private static String urlVariable(Shop.Service dependency) {
        return dependency.name().toUpperCase().replace('-', '_') + "_URL";
    }

    private static void put(Map<String, EnvVar> variables, EnvVar variable) {
        variables.put(variable.getName(), variable);
    }
}
