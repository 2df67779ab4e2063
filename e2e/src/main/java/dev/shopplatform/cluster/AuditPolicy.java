package dev.shopplatform.cluster;

/** What an API server that is asked for an audit log writes into it: who asked what, and what came of it. */
public final class AuditPolicy {
    public static final String YAML = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - level: Metadata
            """;

    private AuditPolicy() {
    }
}
