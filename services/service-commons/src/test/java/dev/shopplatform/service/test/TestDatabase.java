package dev.shopplatform.service.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A real PostgreSQL, one for each JVM, given to a service the way the operator gives it: by libpq's variables. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final class Started {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What to set in the environment of a service so that it uses this database. */
    public static Map<String, String> environment() {
        return environment(Started.POSTGRES);
    }

    /** The same for a database that a test starts and stops by itself. */
    public static Map<String, String> environment(EmbeddedPostgres postgres) {
        return Map.of(
                "PGHOST", "localhost",
                "PGPORT", Integer.toString(postgres.getPort()),
                "PGDATABASE", "postgres",
                "PGUSER", "postgres",
                "PGPASSWORD", "postgres");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("test-database", Map.<String, Object>copyOf(environment())));
    }
}
