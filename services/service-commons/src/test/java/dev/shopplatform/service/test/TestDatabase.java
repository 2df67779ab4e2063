package dev.shopplatform.service.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * A real PostgreSQL, one for each JVM, given to a service the way the operator gives it: by libpq's variables.
 * A test that must not share its data names a database of its own by the property {@code test.database}.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String SHARED = "postgres";

    private static final class Started {
        static final EmbeddedPostgres POSTGRES = start();
        static final Map<String, String> DATABASES = new ConcurrentHashMap<>(Map.of(SHARED, SHARED));

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What to set in the environment of a service so that it uses the shared database. */
    public static Map<String, String> environment() {
        return environment(Started.POSTGRES.getPort());
    }

    /** The same for a server that a test starts and stops by itself. */
    public static Map<String, String> environment(int port) {
        return Map.of(
                "PGHOST", "localhost",
                "PGPORT", Integer.toString(port),
                "PGDATABASE", SHARED,
                "PGUSER", "postgres",
                "PGPASSWORD", "postgres");
    }

    /** An environment as command-line arguments, for a service that a test starts on a free port by itself. */
    public static String[] arguments(Map<String, String> environment, String... more) {
        var variables = environment.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue());
        return Stream.of(Stream.of("--server.port=0"), variables, Stream.of(more)).flatMap(s -> s).toArray(String[]::new);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = new HashMap<String, Object>(environment());
        var name = context.getEnvironment().getProperty("test.database", SHARED);
        environment.put("PGDATABASE", Started.DATABASES.computeIfAbsent(name, TestDatabase::create));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-database", environment));
    }

    private static String create(String name) {
        try (var connection = Started.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
