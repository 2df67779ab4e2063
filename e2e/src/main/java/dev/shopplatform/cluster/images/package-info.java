/**
 * Container images for a cluster that has no registry to pull from: made on this machine, from Debian packages and from
 * what the build produced, and handed over as tar files that {@code ctr --namespace k8s.io images import} takes.
 */
package dev.shopplatform.cluster.images;
