package dev.shopplatform.operator.child;

import dev.shopplatform.api.v1alpha1.AutoscalingSpec;
import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.stream.Stream;

/** The autoscaler of each service that asks for one. */
public final class Autoscalers implements Child<HorizontalPodAutoscaler> {
    @Override
    public Class<HorizontalPodAutoscaler> kind() {
        return HorizontalPodAutoscaler.class;
    }

    @Override
    public Stream<Wanted<HorizontalPodAutoscaler>> desired(View view) {
        return view.shop().services().stream()
            .flatMap(service -> service.autoscaling().stream().map(spec -> Wanted.apply(autoscaler(service.name(), spec))));
    }

    private static HorizontalPodAutoscaler autoscaler(String service, AutoscalingSpec spec) {
        return new HorizontalPodAutoscalerBuilder()
            .withMetadata(Metadata.of(service, Metadata.SERVICE))
            .withNewSpec()
                .withNewScaleTargetRef().withApiVersion("apps/v1").withKind("Deployment").withName(service).endScaleTargetRef()
                .withMinReplicas(spec.minReplicas() == null ? 1 : spec.minReplicas())
                .withMaxReplicas(spec.maxReplicas())
                .addNewMetric()
                    .withType("Resource")
                    .withNewResource()
                        .withName("cpu")
                        .withNewTarget()
                            .withType("Utilization")
                            .withAverageUtilization(spec.targetCPUUtilization() == null ? 70 : spec.targetCPUUtilization())
                        .endTarget()
                    .endResource()
                .endMetric()
            .endSpec()
            .build();
    }
}
