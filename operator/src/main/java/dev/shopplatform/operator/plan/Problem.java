package dev.shopplatform.operator.plan;

/**
 * Why a child is not healthy.
 *
 * @param reason one word, as in a condition's reason
 */
public record Problem(Health health, String reason, String message) {

    /** In the words of Argo CD. */
    public enum Health {
        Progressing,
        Degraded,
        Missing
    }

    public static Problem progressing(String reason, String message) {
        return new Problem(Health.Progressing, reason, message);
    }

    public static Problem degraded(String reason, String message) {
        return new Problem(Health.Degraded, reason, message);
    }

    public static Problem missing(String reason, String message) {
        return new Problem(Health.Missing, reason, message);
    }
}
