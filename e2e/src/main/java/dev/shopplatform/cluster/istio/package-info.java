/** Istio on the local cluster: the real control plane and a real Envoy, for the tests of what the operator makes for them. */
package dev.shopplatform.cluster.istio;
