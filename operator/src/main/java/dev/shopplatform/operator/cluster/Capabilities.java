package dev.shopplatform.operator.cluster;

/** Which optional APIs the cluster has. */
public record Capabilities(boolean istio) {}
