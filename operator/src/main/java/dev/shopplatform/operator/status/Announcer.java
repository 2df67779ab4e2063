package dev.shopplatform.operator.status;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import dev.shopplatform.operator.plan.Hash;
import dev.shopplatform.operator.plan.Problem.Health;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what changed as Kubernetes events, for kubectl describe: the platform became ready, a child got into trouble, the spec
 * is invalid, reconciliation was paused or resumed. The same news again raises the count of the first event.
 */
public final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final String NORMAL = "Normal";
    private static final String WARNING = "Warning";

    private final KubernetesClient client;

    public Announcer(KubernetesClient client) {
        this.client = client;
    }

    /** @param subject what the news is of, so that the same news is told as one event */
    record News(String type, String reason, String subject, String message) {}

    /** Tells the difference between two statuses; the first is null for a platform that is new. */
    public void announce(ShopPlatform platform, ShopPlatformStatus before, ShopPlatformStatus after, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        news(before, after).forEach(news -> send(event(platform, news, time)));
    }

    static List<News> news(ShopPlatformStatus before, ShopPlatformStatus after) {
        List<News> news = new ArrayList<>();
        condition(after, Conditions.READY).filter(ready -> changed(ready, before)).ifPresent(ready -> {
            if ("True".equals(ready.getStatus())) {
                news.add(new News(NORMAL, Conditions.READY, "", ready.getMessage()));
            } else if (StatusBuilder.INVALID_SPEC.equals(ready.getReason())) {
                news.add(new News(WARNING, ready.getReason(), "", ready.getMessage()));
            }
        });
        condition(after, Conditions.PAUSED)
            .filter(paused -> changed(paused, before) && (before != null || "True".equals(paused.getStatus())))
            .ifPresent(paused -> news.add(new News(NORMAL, paused.getReason(), "", paused.getMessage())));
        children(after).stream()
            .filter(child -> Health.Degraded.name().equals(child.health()))
            .filter(child -> children(before).stream().noneMatch(old -> sameTrouble(old, child)))
            .forEach(child -> news.add(new News(WARNING, child.reason(), child.kind() + " " + child.name(),
                child.kind() + " " + child.name() + ": " + child.message())));
        return news;
    }

    private static boolean sameTrouble(ShopPlatformStatus.Child one, ShopPlatformStatus.Child other) {
        return one.kind().equals(other.kind()) && one.name().equals(other.name()) && one.reason().equals(other.reason());
    }

    private static List<ShopPlatformStatus.Child> children(ShopPlatformStatus status) {
        return status == null || status.children() == null ? List.of() : status.children();
    }

    private static Optional<Condition> condition(ShopPlatformStatus status, String type) {
        return status == null || status.conditions() == null ? Optional.empty()
            : status.conditions().stream().filter(condition -> condition.getType().equals(type)).findFirst();
    }

    private static boolean changed(Condition condition, ShopPlatformStatus before) {
        return condition(before, condition.getType())
            .filter(old -> old.getStatus().equals(condition.getStatus()) && old.getReason().equals(condition.getReason()))
            .isEmpty();
    }

    private static Event event(ShopPlatform platform, News news, String time) {
        var meta = platform.getMetadata();
        return new EventBuilder()
            .withNewMetadata()
                .withNamespace(meta.getNamespace())
                .withName(meta.getName() + "." + Hash.of(List.of(meta.getUid(), news.reason(), news.subject())).substring(0, 16))
            .endMetadata()
            .withNewInvolvedObject()
                .withApiVersion(platform.getApiVersion())
                .withKind(platform.getKind())
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
            .endInvolvedObject()
            .withType(news.type())
            .withReason(news.reason())
            .withMessage(news.message())
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
            client.v1().events().inNamespace(event.getMetadata().getNamespace()).withName(event.getMetadata().getName()).edit(existing -> new EventBuilder(existing)
                .withCount(existing.getCount() + 1)
                .withLastTimestamp(event.getLastTimestamp())
                .withMessage(event.getMessage())
                .build());
        } catch (KubernetesClientException e) {
            LOG.warn("event {} was not counted: {}", event.getReason(), e.getMessage());
        }
    }
}
