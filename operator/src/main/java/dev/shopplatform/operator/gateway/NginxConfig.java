package dev.shopplatform.operator.gateway;

import dev.shopplatform.api.v1alpha1.RouteSpec.Path;
import dev.shopplatform.operator.plan.Shop;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes nginx.conf. What the user chose arrives here as names, host names and paths whose characters the CRD limits to some
 * that mean nothing to nginx; {@link #literal} makes sure of it.
 *
 * <p>The upstreams are cluster IPs: kube-proxy balances, and no name can fail to resolve. Connections to them are kept for
 * methods that may be retried; others get a fresh one, as a pod may close a kept connection at the moment a request arrives
 * on it. Each address is listed three times, so that a connection that is refused is tried again.
 */
final class NginxConfig {
    static final int PORT = 8080;
    static final int HEALTH_PORT = 8081;
    private static final int TRIES = 3;

    /** Neither nginx nor the user minds the order, and another order must not roll the pods. */
    private static final Comparator<Shop.Route> BY_PATH = Comparator.comparing(Shop.Route::path).thenComparing(Shop.Route::type);

    private static final String HEAD = """
        pid /tmp/nginx.pid;
        error_log stderr warn;
        worker_processes 2;
        worker_shutdown_timeout 30s;

        events {
            worker_connections 4096;
        }

        http {
            server_tokens off;
            default_type application/octet-stream;
            client_body_temp_path /tmp/client_body;
            proxy_temp_path /tmp/proxy;
            fastcgi_temp_path /tmp/fastcgi;
            uwsgi_temp_path /tmp/uwsgi;
            scgi_temp_path /tmp/scgi;
            client_max_body_size 10m;

            log_format json escape=json '{"time":"$time_iso8601","request_id":"$request_id","method":"$request_method",'
                '"path":"$uri","status":$status,"bytes":$bytes_sent,"seconds":$request_time,"upstream":"$upstream_addr",'
                '"upstream_status":"$upstream_status"}';
            access_log /dev/stdout json;

            map $request_method $pool {
                default fresh;
                GET kept;
                HEAD kept;
            }
            map $request_method $pool_connection {
                default close;
                GET "";
                HEAD "";
            }
            map $http_upgrade $upstream_connection {
                default upgrade;
                "" $pool_connection;
            }

            proxy_http_version 1.1;
            proxy_set_header Host $host;
            proxy_set_header Connection $upstream_connection;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Host $host;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Request-Id $request_id;
            proxy_connect_timeout 2s;
            proxy_next_upstream error timeout;
            proxy_next_upstream_tries 3;
        """;

    private static final String HEALTH = """

            server {
                listen 8081;
                access_log off;
                location = /healthz {
                    return 200;
                }
            }
        """;

    private static final String NOT_FOUND = """
                location / {
                    default_type application/problem+json;
                    return 404 '{"title":"Not Found","status":404,"detail":"no route of the gateway matches"}';
                }
        """;

    private static final String NO_HOST = """

            server {
                listen 8080 default_server;
                default_type application/problem+json;
                return 404 '{"title":"Not Found","status":404,"detail":"the gateway does not serve this host name"}';
            }
        """;

    private NginxConfig() {}

    /** @param addresses host and port of each service that a route names, by the service's name */
    static String of(Shop.Gateway gateway, Map<String, String> addresses) {
        StringBuilder out = new StringBuilder(HEAD);
        new TreeMap<>(addresses).forEach((service, address) -> out.append(upstreams(literal(service), address)));
        out.append(HEALTH);
        if (!gateway.hostnames().isEmpty()) {
            out.append(NO_HOST);
        }
        String names = gateway.hostnames().stream().sorted().map(NginxConfig::literal).collect(Collectors.joining(" "));
        out.append("\n    server {\n        listen 8080").append(names.isEmpty() ? " default_server" : "").append(";\n");
        out.append("        server_name ").append(names.isEmpty() ? "_" : names).append(";\n");
        out.append(locations(gateway.routes()));
        return out.append("    }\n}\n").toString();
    }

    private static String upstreams(String service, String address) {
        String servers = ("        server " + address + " max_fails=0;\n").repeat(TRIES);
        return "\n    upstream " + service + ".fresh {\n" + servers + "    }\n"
            + "    upstream " + service + ".kept {\n" + servers + "        keepalive 32;\n        keepalive_requests 100;\n    }\n";
    }

    private static String locations(List<Shop.Route> routes) {
        Set<String> exact = routes.stream()
            .filter(route -> route.type() == Path.Type.Exact)
            .map(Shop.Route::path)
            .collect(Collectors.toCollection(HashSet::new));
        StringBuilder out = new StringBuilder();
        for (Shop.Route route : routes.stream().sorted(BY_PATH).toList()) {
            boolean prefix = route.type() == Path.Type.PathPrefix;
            if (!prefix || !route.path().isEmpty() && !exact.contains(route.path())) {
                out.append(location("= " + literal(route.path()), route.service().name()));
            }
            if (prefix) {
                out.append(location("^~ " + literal(route.path()) + "/", route.service().name()));
            }
        }
        boolean root = routes.stream().anyMatch(route -> route.type() == Path.Type.PathPrefix && route.path().isEmpty());
        return root ? out.toString() : out.append(NOT_FOUND).toString();
    }

    private static String location(String match, String service) {
        return "        location " + match + " {\n            proxy_pass http://" + service + ".$pool;\n        }\n";
    }

    /** User input is data: whatever could be configuration syntax does not get here. */
    private static String literal(String text) {
        if (!text.matches("[A-Za-z0-9/._~-]*")) {
            throw new IllegalArgumentException("not a name or a path: " + text);
        }
        return text;
    }
}
