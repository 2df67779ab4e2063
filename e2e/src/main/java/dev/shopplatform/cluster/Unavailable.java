package dev.shopplatform.cluster;

/** A source of clusters cannot serve here. The message says what is missing, so that the user can provide it. */
public final class Unavailable extends Exception {
    private final boolean worthTelling;

    private Unavailable(String message, boolean worthTelling, Throwable cause) {
        super(message, cause);
        this.worthTelling = worthTelling;
    }

    /** What the source needs is not here. That is told only where no other source serves. */
    public static Unavailable missing(String what) {
        return new Unavailable(what, false, null);
    }

    /** The source is here, and failed. That is told even where another source takes its place. */
    public static Unavailable failing(String how, Throwable cause) {
        return new Unavailable(how, true, cause);
    }

    boolean isWorthTelling() {
        return worthTelling;
    }
}
