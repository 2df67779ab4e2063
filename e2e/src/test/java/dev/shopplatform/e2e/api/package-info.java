/** The packaged operator on a real API server with real controllers, and without a node: pods are declared ready, never run. */
package dev.shopplatform.e2e.api;
