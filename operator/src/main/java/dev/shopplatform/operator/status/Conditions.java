package dev.shopplatform.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Collects conditions, and keeps the transition time of those whose status stays. */
final class Conditions {
    static final String READY = "Ready";
    static final String PROGRESSING = "Progressing";
    static final String DEGRADED = "Degraded";
    static final String GATEWAY_READY = "GatewayReady";
    static final String MESH_READY = "MeshReady";
    static final String PAUSED = "ReconciliationPaused";

    private static final int MAX_MESSAGE = 1000;

    private final List<Condition> before;
    private final List<Condition> now = new ArrayList<>();
    private final long generation;
    private final String time;

    Conditions(List<Condition> before, long generation, Instant time) {
        this.before = before;
        this.generation = generation;
        this.time = time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    Conditions add(String type, boolean status, String reason, String message) {
        String value = status ? "True" : "False";
        String since = before.stream()
            .filter(condition -> condition.getType().equals(type) && condition.getStatus().equals(value))
            .map(Condition::getLastTransitionTime)
            .findFirst()
            .orElse(time);
        now.add(new ConditionBuilder()
            .withType(type)
            .withStatus(value)
            .withReason(reason)
            .withMessage(shorten(message))
            .withObservedGeneration(generation)
            .withLastTransitionTime(since)
            .build());
        return this;
    }

    /** A message no longer than the CRD allows: those of the API server can be. */
    static String shorten(String message) {
        return message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    }

    /** Leaves the conditions that nothing was said of as they were. */
    Conditions keepOthers() {
        before.stream()
            .filter(old -> now.stream().noneMatch(condition -> condition.getType().equals(old.getType())))
            .forEach(now::add);
        return this;
    }

    List<Condition> list() {
        return List.copyOf(now);
    }
}
