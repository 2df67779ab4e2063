package dev.shopplatform.operator.plan;

/** The spec cannot be carried out; the message names the field and what to do. */
public final class InvalidSpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSpecException(String field, String problem) {
        super(field + ": " + problem);
    }
}
