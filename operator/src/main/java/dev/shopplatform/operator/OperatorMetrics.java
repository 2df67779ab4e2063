package dev.shopplatform.operator;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The framework's metrics. The extension's own producer is asked before its registry is there, and then reports nothing. */
@ApplicationScoped
public class OperatorMetrics {
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    /**
     * The framework counts the events of resources with a tag that those of the children do not have, which Prometheus refuses,
     * with an exception that loses the event.
     */
    @Produces
    @Singleton
    MeterFilter sameTagsForAllEvents() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("events.") && id.getTag("action") == null
                    ? id.withTag(Tag.of("action", "NONE")) : id;
            }
        };
    }
}
