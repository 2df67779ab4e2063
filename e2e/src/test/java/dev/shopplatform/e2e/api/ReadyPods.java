package dev.shopplatform.e2e.api;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In place of a node: declares every pod ready as soon as it exists. The controllers believe it. */
final class ReadyPods implements AutoCloseable, Watcher<Pod> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyPods.class);

    private final KubernetesClient client;
    private final ExecutorService writers = Executors.newFixedThreadPool(4, Thread.ofPlatform().daemon().factory());
    private volatile boolean closed;
    private volatile Watch watch;

    ReadyPods(KubernetesClient client) {
        this.client = client;
        this.watch = client.pods().inAnyNamespace().watch(this);
    }

    @Override
    public void eventReceived(Action action, Pod pod) {
        boolean done = pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
        if ((action == Action.ADDED || action == Action.MODIFIED) && !done && !closed) {
            writers.submit(() -> ready(pod));
        }
    }

    private void ready(Pod pod) {
        String now = Instant.now().toString();
        try {
            client.pods().inNamespace(pod.getMetadata().getNamespace()).withName(pod.getMetadata().getName())
                    .subresource("status").edit(found -> new PodBuilder((Pod) found)
                            .withNewStatus()
                            .withPhase("Running")
                            .addNewCondition().withType("Ready").withStatus("True").withLastTransitionTime(now).endCondition()
                            .endStatus()
                            .build());
        } catch (KubernetesClientException | NullPointerException gone) {
            LOG.debug("pod {} went before it was ready", pod.getMetadata().getName(), gone);
        }
    }

    @Override
    public void onClose(WatcherException lost) {
        if (!closed) {
            watch = client.pods().inAnyNamespace().watch(this);
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.close();
        writers.shutdownNow();
    }
}
