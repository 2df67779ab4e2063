package dev.shopplatform.operator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.api.v1alpha1.GatewaySpec.Provider;
import dev.shopplatform.api.v1alpha1.GatewaySpec.ServiceType;
import dev.shopplatform.api.v1alpha1.RouteSpec.Path;
import dev.shopplatform.operator.plan.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NginxConfigTest {
    private static final Set<String> DIRECTIVES = Set.of(
        "pid", "error_log", "worker_processes", "worker_shutdown_timeout", "events", "worker_connections", "http", "server_tokens",
        "default_type", "client_body_temp_path", "proxy_temp_path", "fastcgi_temp_path", "uwsgi_temp_path", "scgi_temp_path",
        "client_max_body_size", "log_format", "access_log", "map", "default", "GET", "HEAD", "\"\"", "proxy_http_version",
        "proxy_set_header", "proxy_connect_timeout", "proxy_next_upstream", "proxy_next_upstream_tries", "upstream", "server",
        "keepalive", "keepalive_requests", "listen", "location", "return", "server_name", "proxy_pass");

    @Test
    void aPrefixMatchesWholePathElements() {
        String config = config(List.of(), route(Path.Type.PathPrefix, "/a"));
        assertEquals(List.of("= /healthz", "= /a", "^~ /a/", "/"), locations(config));
    }

    @Test
    void anExactPathWinsOverThePrefixOfTheSameName() {
        String config = config(List.of(), route(Path.Type.PathPrefix, "/a", "one"), route(Path.Type.Exact, "/a", "two"));
        assertEquals(List.of("= /healthz", "^~ /a/", "= /a", "/"), locations(config));
        assertTrue(config.contains("location = /a {\n            proxy_pass http://two.$pool;"));
    }

    @Test
    void theRootTakesEverything() {
        String config = config(List.of(), route(Path.Type.PathPrefix, ""));
        assertEquals(List.of("= /healthz", "^~ /"), locations(config));
        assertFalse(config.contains("no route of the gateway matches"));
    }

    @Test
    void withoutHostNamesAnyIsServed() {
        String config = config(List.of(), route(Path.Type.PathPrefix, "/a"));
        assertTrue(config.contains("listen 8080 default_server;\n        server_name _;"));
    }

    @Test
    void otherHostNamesAreRefused() {
        String config = config(List.of("b.example.com", "a.example.com"), route(Path.Type.PathPrefix, "/a"));
        assertTrue(config.contains("listen 8080;\n        server_name a.example.com b.example.com;"));
        assertTrue(config.contains("the gateway does not serve this host name"));
    }

    @Test
    void theOrderOfRoutesDoesNotMatter() {
        Shop.Route a = route(Path.Type.PathPrefix, "/a");
        Shop.Route b = route(Path.Type.Exact, "/a/b");
        assertEquals(config(List.of(), a, b), config(List.of(), b, a));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a;", "/a b", "/a{", "/a}", "/a\n", "/$host", "/a\"", "/a'", "/a\\", "/a#", "/a%20", "/ä", "/a\0"})
    void whatCouldBeSyntaxIsRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> config(List.of(), route(Path.Type.Exact, path)));
        assertThrows(IllegalArgumentException.class, () -> config(List.of(path), route(Path.Type.Exact, "/")));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings().withCharRange('a', 'z').withCharRange('A', 'Z').withCharRange('0', '9').withChars("/._~-").ofMaxLength(60)
            .map(path -> "/" + path);
    }

    @Provide
    Arbitrary<String> hostnames() {
        return Arbitraries.strings().withCharRange('a', 'z').numeric().withChars(".-").ofMinLength(1).ofMaxLength(60)
            .filter(name -> name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*"));
    }

    @Property(tries = 200)
    void whatTheCrdAllowsIsNeverSyntax(
            @ForAll("paths") String path, @ForAll Path.Type type, @ForAll("hostnames") String hostname) {
        String config = config(List.of(hostname), route(type, path));
        assertEquals(Set.of(), directives(config).filter(directive -> !DIRECTIVES.contains(directive)).collect(Collectors.toSet()));
        String plain = config(List.of("example.com"), route(type, "/plain"));
        assertEquals(directives(plain).toList(), directives(config).toList(), "user input adds no directive");
    }

    @Property(tries = 500)
    void anythingElseIsRefused(@ForAll String path) {
        if (path.matches("[A-Za-z0-9/._~-]*")) {
            return;
        }
        assertThrows(IllegalArgumentException.class, () -> config(List.of(), route(Path.Type.Exact, path)));
    }

    /** The first word of each directive; quoted text holds neither braces nor semicolons that end one. */
    private static Stream<String> directives(String config) {
        String unquoted = config.replaceAll("'[^']*'", "quoted");
        return Stream.of(unquoted.split("[;{}]")).map(String::strip).filter(text -> !text.isEmpty()).map(text -> text.split("\\s+")[0]);
    }

    private static List<String> locations(String config) {
        List<String> found = new ArrayList<>();
        config.lines().map(String::strip).filter(line -> line.startsWith("location "))
            .forEach(line -> found.add(line.substring("location ".length(), line.length() - " {".length())));
        return found;
    }

    private static String config(List<String> hostnames, Shop.Route... routes) {
        Map<String, String> addresses = Stream.of(routes)
            .map(route -> route.service().name())
            .distinct()
            .collect(Collectors.toMap(name -> name, name -> "10.0.0.1:8080"));
        return NginxConfig.of(
            new Shop.Gateway("shop-gateway", Provider.NGINX, hostnames, List.of(routes), 2, ServiceType.ClusterIP), addresses);
    }

    private static Shop.Route route(Path.Type type, String path) {
        return route(type, path, "one");
    }

    private static Shop.Route route(Path.Type type, String path, String service) {
        return new Shop.Route(type, path, new Shop.Service(service, "i", "1", 8080, Optional.of(1), Optional.empty(), List.of(), Map.of(),
            List.of(), null, null, null, List.of(), List.of()));
    }
}
