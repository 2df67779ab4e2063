package dev.shopplatform.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * A child that should exist.
 *
 * @param object the object; where it is held, only its kind and metadata matter
 * @param mode   how it comes into being
 * @param reason for a held child that does not exist: what it waits for
 */
public record Wanted<R extends HasMetadata>(R object, Mode mode, String reason) {

    /** How a child comes into being. */
    public enum Mode {
        /** Written whenever it differs. */
        APPLY,
        /** Written when it does not exist, and left alone afterwards. */
        CREATE,
        /** Left as it is for now: neither written nor deleted. */
        HOLD
    }

    public static <R extends HasMetadata> Wanted<R> apply(R object) {
        return new Wanted<>(object, Mode.APPLY, "");
    }

    public static <R extends HasMetadata> Wanted<R> create(R object) {
        return new Wanted<>(object, Mode.CREATE, "");
    }

    public static <R extends HasMetadata> Wanted<R> hold(Class<R> kind, String name, String component, String reason) {
        try {
            R object = kind.getDeclaredConstructor().newInstance();
            object.setMetadata(Metadata.of(name, component));
            return new Wanted<>(object, Mode.HOLD, reason);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(kind + " is not a kind of the model", e);
        }
    }
}
