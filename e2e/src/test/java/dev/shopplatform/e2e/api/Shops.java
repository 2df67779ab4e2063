package dev.shopplatform.e2e.api;

/** Resources for the tests. */
final class Shops {
    /** Two services, one scaled by itself; a gateway; a database: each kind of child that needs no mesh. */
    static final String ALL_KINDS = """
            apiVersion: shopplatform.dev/v1alpha1
            kind: ShopPlatform
            metadata: {name: shop}
            spec:
              version: "1"
              services:
              - name: catalogue
                image: registry.example.com/catalogue:1
                replicas: 2
                config: {LEVEL: info}
                bindings: [{resource: data}]
              - name: prices
                image: registry.example.com/prices:1
                autoscaling: {minReplicas: 1, maxReplicas: 5}
                dependsOn: [catalogue]
              gateway:
                routes: [{name: all, service: catalogue, matches: [{path: {value: /}}]}]
              resources: [{name: data}]
            """;

    private Shops() {
    }

    /** The smallest shop: a service. */
    static String single(String platform, String service) {
        return """
                apiVersion: shopplatform.dev/v1alpha1
                kind: ShopPlatform
                metadata: {name: %s}
                spec:
                  version: "1"
                  services:
                  - {name: %s, image: "registry.example.com/%s:1"}
                """.formatted(platform, service, service);
    }
}
