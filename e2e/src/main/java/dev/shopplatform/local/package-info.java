/** A shop on a local cluster: the operator by its chart, a sample, and a customer. */
package dev.shopplatform.local;
