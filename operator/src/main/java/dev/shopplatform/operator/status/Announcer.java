package dev.shopplatform.operator.status;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import dev.shopplatform.operator.plan.Hash;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what changed as Kubernetes events, for kubectl describe: one for each condition that took another status or reason. The
 * same news again raises the count of the first event.
 */
public final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    /** Conditions for which True is the bad news. */
    private static final Set<String> BAD_WHEN_TRUE = Set.of(Conditions.DEGRADED);

    /** Conditions whose news the others tell as well. */
    private static final Set<String> SILENT = Set.of(Conditions.PROGRESSING);

    private final KubernetesClient client;

    public Announcer(KubernetesClient client) {
        this.client = client;
    }

    public void announce(ShopPlatform platform, ShopPlatformStatus before, ShopPlatformStatus after, Instant now) {
        List<Condition> old = before == null || before.conditions() == null ? List.of() : before.conditions();
        after.conditions().stream()
            .filter(condition -> !SILENT.contains(condition.getType()) && isNews(condition, old))
            .forEach(condition -> send(event(platform, condition, now.truncatedTo(ChronoUnit.SECONDS).toString())));
    }

    private static boolean isNews(Condition condition, List<Condition> old) {
        boolean known = old.stream().anyMatch(before -> before.getType().equals(condition.getType())
            && before.getStatus().equals(condition.getStatus())
            && before.getReason().equals(condition.getReason()));
        boolean firstAndFine = old.stream().noneMatch(before -> before.getType().equals(condition.getType())) && !isBad(condition)
            && !condition.getType().equals(Conditions.READY);
        return !known && !firstAndFine;
    }

    private static boolean isBad(Condition condition) {
        return switch (condition.getType()) {
            case Conditions.READY, Conditions.GATEWAY_READY, Conditions.MESH_READY -> "False".equals(condition.getStatus());
            default -> BAD_WHEN_TRUE.contains(condition.getType()) && "True".equals(condition.getStatus());
        };
    }

    private static Event event(ShopPlatform platform, Condition condition, String time) {
        var meta = platform.getMetadata();
        String reason = condition.getType().equals(Conditions.READY) && "True".equals(condition.getStatus())
            ? Conditions.READY : condition.getReason();
        String message = condition.getType() + "=" + condition.getStatus() + ": " + condition.getMessage();
        return new EventBuilder()
            .withNewMetadata()
                .withNamespace(meta.getNamespace())
                .withName(meta.getName() + "." + Hash.of(List.of(meta.getUid(), reason, message)).substring(0, 16))
            .endMetadata()
            .withNewInvolvedObject()
                .withApiVersion(platform.getApiVersion())
                .withKind(platform.getKind())
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
            .endInvolvedObject()
            .withType(isBad(condition) && !"Missing".equals(condition.getReason()) ? "Warning" : "Normal")
            .withReason(reason)
            .withMessage(message)
            .withNewSource().withComponent("shop-operator").endSource()
            .withReportingComponent("shop-operator")
            .withFirstTimestamp(time)
            .withLastTimestamp(time)
            .withCount(1)
            .build();
    }

    /** Events are a courtesy: a failure to write one is logged and nothing else. */
    private void send(Event event) {
        try {
            client.v1().events().resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                again(event);
            } else {
                LOG.warn("event {} was not written: {}", event.getReason(), e.getMessage());
            }
        }
    }

    private void again(Event event) {
        try {
            client.v1().events().resource(event).edit(existing -> new EventBuilder(existing)
                .withCount(existing.getCount() + 1)
                .withLastTimestamp(event.getLastTimestamp())
                .build());
        } catch (KubernetesClientException e) {
            LOG.warn("event {} was not counted: {}", event.getReason(), e.getMessage());
        }
    }
}
