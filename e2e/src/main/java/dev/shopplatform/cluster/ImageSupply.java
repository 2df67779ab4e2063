package dev.shopplatform.cluster;

/** How images get onto the nodes of a cluster. */
public enum ImageSupply {
    /** All images are made on this machine and loaded: the nodes reach no registry. */
    LOADED,
    /** The images of this checkout are loaded, public ones are pulled. */
    LOADED_AND_PULLED,
    /** All images are pulled; those of this checkout from a registry that the user names. */
    PULLED
}
