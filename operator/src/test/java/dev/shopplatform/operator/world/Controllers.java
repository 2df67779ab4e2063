package dev.shopplatform.operator.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shopplatform.operator.plan.Hash;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatusBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Kubernetes does with Deployments, StatefulSets and autoscalers, a step at a time, on pods that take a step to be ready. */
public final class Controllers {
    private static final String SCALER = "horizontal-pod-autoscaler";

    private final ApiServer server;
    private final Map<String, Running> pods = new TreeMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Map<String, Integer> load = new HashMap<>();
    private long created;
    private long changes;

    /** A pod, the object that owns it, and the template that it was made from. */
    private record Running(String owner, String template, boolean ready, boolean broken, Pod pod) {}

    Controllers(ApiServer server) {
        this.server = server;
    }

    /** Pods of this app do not become ready any more. */
    public void breakApp(String app) {
        broken.add(app);
    }

    public void healAll() {
        broken.clear();
    }

    /** How many pods the autoscaler of this service wants. */
    public void load(String service, int wanted) {
        load.put(service, wanted);
    }

    /** The pods that exist. */
    public List<Pod> pods() {
        return pods.values().stream().map(Running::pod).toList();
    }

    /** Changes whenever a pod does. */
    long changes() {
        return changes;
    }

    /** One step of every controller. */
    void step() {
        server.list(HorizontalPodAutoscaler.class).forEach(this::scale);
        List<Deployment> deployments = server.list(Deployment.class);
        List<StatefulSet> sets = server.list(StatefulSet.class);
        Set<String> owners = new HashSet<>();
        deployments.forEach(deployment -> owners.add(deployment.getMetadata().getUid()));
        sets.forEach(set -> owners.add(set.getMetadata().getUid()));
        pods.values().stream().filter(pod -> !owners.contains(pod.owner())).toList().forEach(this::remove);
        deployments.forEach(this::roll);
        sets.forEach(this::replace);
    }

    private void scale(HorizontalPodAutoscaler scaler) {
        var meta = scaler.getMetadata();
        server.find(Deployment.class, meta.getNamespace(), scaler.getSpec().getScaleTargetRef().getName()).ifPresent(deployment -> {
            int now = deployment.getSpec().getReplicas();
            int wanted = Math.clamp(load.getOrDefault(meta.getName(), now), scaler.getSpec().getMinReplicas(), scaler.getSpec().getMaxReplicas());
            // An autoscaler leaves alone what was scaled to zero.
            if (now != 0 && wanted != now) {
                server.edit(SCALER, deployment, Stored.REPLICAS, JsonNodeFactory.instance.numberNode(wanted));
            }
        });
    }

    /** One pod more, and old ones only go when enough are ready without them. */
    private void roll(Deployment deployment) {
        int desired = deployment.getSpec().getReplicas();
        String template = Hash.of(deployment.getSpec().getTemplate());
        makeReady(deployment);
        List<Running> all = of(deployment);
        long fresh = all.stream().filter(pod -> pod.template().equals(template)).count();
        if (fresh < desired && all.size() <= desired) {
            add(deployment, deployment.getSpec().getTemplate(), template);
        }
        for (Running pod : leavers(all, template)) {
            boolean old = !pod.template().equals(template);
            List<Running> left = of(deployment);
            long readyWithout = left.stream().filter(other -> other.ready() && other != pod).count();
            if ((old || left.size() > desired) && (!pod.ready() && old || readyWithout >= desired)) {
                remove(pod);
            }
        }
        List<Running> now = of(deployment);
        int ready = (int) now.stream().filter(Running::ready).count();
        server.setStatus(deployment, new DeploymentStatusBuilder()
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .withReplicas(now.size())
            .withUpdatedReplicas((int) now.stream().filter(pod -> pod.template().equals(template)).count())
            .withReadyReplicas(ready)
            .withAvailableReplicas(ready)
            .build());
    }

    private static List<Running> leavers(List<Running> all, String template) {
        List<Running> sorted = new ArrayList<>(all);
        sorted.sort((a, b) -> Boolean.compare(a.template().equals(template), b.template().equals(template)));
        return sorted;
    }

    /** The one pod goes before the next one comes. */
    private void replace(StatefulSet set) {
        String template = Hash.of(set.getSpec().getTemplate());
        makeReady(set);
        List<Running> before = of(set);
        before.stream().filter(pod -> !pod.template().equals(template)).forEach(this::remove);
        if (before.isEmpty()) {
            add(set, set.getSpec().getTemplate(), template);
        }
        List<Running> now = of(set);
        server.setStatus(set, new StatefulSetStatusBuilder()
            .withObservedGeneration(set.getMetadata().getGeneration())
            .withReplicas(now.size())
            .withUpdatedReplicas(now.size())
            .withReadyReplicas((int) now.stream().filter(Running::ready).count())
            .build());
    }

    private List<Running> of(HasMetadata owner) {
        return pods.values().stream().filter(pod -> pod.owner().equals(owner.getMetadata().getUid())).toList();
    }

    /** Pods keep the state they were found in by a fault until it is over. */
    private void makeReady(HasMetadata owner) {
        boolean fault = broken.contains(owner.getMetadata().getName());
        of(owner).stream().filter(pod -> pod.ready() == fault || pod.broken() != fault).forEach(pod ->
            put(new Running(pod.owner(), pod.template(), !fault, fault, withState(pod.pod(), !fault, fault))));
    }

    private void add(HasMetadata owner, PodTemplateSpec template, String hash) {
        Pod pod = new PodBuilder()
            .withNewMetadata()
                .withName(owner.getMetadata().getName() + "-" + ++created)
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
            .endMetadata()
            .build();
        put(new Running(owner.getMetadata().getUid(), hash, false, false, withState(pod, false, false)));
    }

    private static Pod withState(Pod pod, boolean ready, boolean broken) {
        var waiting = new ContainerStateBuilder()
            .withNewWaiting().withReason("ImagePullBackOff").withMessage("Back-off pulling image").endWaiting()
            .build();
        return new PodBuilder(pod)
            .withNewStatus()
                .addNewCondition().withType("Ready").withStatus(ready ? "True" : "False").endCondition()
                .addNewContainerStatus()
                    .withName("main")
                    .withReady(ready)
                    .withStarted(ready)
                    .withState(broken ? waiting : null)
                .endContainerStatus()
            .endStatus()
            .build();
    }

    private void put(Running pod) {
        pods.put(pod.pod().getMetadata().getName(), pod);
        changes++;
    }

    private void remove(Running pod) {
        pods.remove(pod.pod().getMetadata().getName());
        changes++;
    }
}
