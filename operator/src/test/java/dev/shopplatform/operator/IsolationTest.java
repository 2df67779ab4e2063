package dev.shopplatform.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import dev.shopplatform.operator.world.Actions;
import dev.shopplatform.operator.world.Samples;
import dev.shopplatform.operator.world.Specs;
import dev.shopplatform.operator.world.World;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that the operator writes reaches beyond the namespace, or needs more than Pod Security "restricted" gives. */
class IsolationTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    /** Of Pod Security "restricted": what is not listed here is a way to the node. */
    private static final Set<String> VOLUMES = Set.of("configMap", "emptyDir", "secret", "projected", "downwardAPI", "persistentVolumeClaim");

    @Provide
    Arbitrary<ShopPlatformSpec> specs() {
        return Specs.any();
    }

    static Stream<String> samples() {
        return Samples.names().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void samplesStayInTheirNamespace(String sample) {
        assertIsolated(World.settled(sample));
    }

    @Property(tries = 6)
    void anySpecStaysInItsNamespace(@ForAll("specs") ShopPlatformSpec spec) {
        World world = World.with("shop", true);
        world.server().create(Actions.secret());
        world.apply(spec).settle();
        assertIsolated(world);
    }

    private static void assertIsolated(World world) {
        List<HasMetadata> ours = world.objects().stream().filter(object -> !object.getMetadata().getOwnerReferences().isEmpty()).toList();
        assertFalse(ours.isEmpty());
        ours.forEach(object -> assertEquals(World.NAMESPACE, object.getMetadata().getNamespace()));
        ours.stream().flatMap(IsolationTest::templates).forEach(template -> assertRestricted(template, ours));
        world.server().list(Service.class).forEach(service -> {
            assertEquals(null, service.getSpec().getExternalName());
            assertEquals(List.of(), service.getSpec().getExternalIPs());
        });
        assertPasswordsKept(world);
    }

    private static Stream<PodTemplateSpec> templates(HasMetadata object) {
        return switch (object) {
            case Deployment deployment -> Stream.of(deployment.getSpec().getTemplate());
            case StatefulSet set -> Stream.of(set.getSpec().getTemplate());
            default -> Stream.empty();
        };
    }

    private static void assertRestricted(PodTemplateSpec template, List<HasMetadata> ours) {
        PodSpec pod = template.getSpec();
        String name = template.getMetadata().getLabels().get("app");
        assertTrue(isUnset(pod.getHostNetwork()) && isUnset(pod.getHostPID()) && isUnset(pod.getHostIPC()), name + " shares nothing of the node");
        assertEquals(true, pod.getSecurityContext().getRunAsNonRoot(), name);
        assertTrue(pod.getSecurityContext().getRunAsUser() > 0, name);
        assertEquals("RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType(), name);
        assertEquals(false, pod.getAutomountServiceAccountToken(), name + " has no token");
        String account = pod.getServiceAccountName();
        assertTrue(account == null || ours.stream().anyMatch(object ->
            object instanceof ServiceAccount && object.getMetadata().getName().equals(account)), name + " runs as an account of the shop");
        pod.getVolumes().forEach(volume -> assertTrue(VOLUMES.containsAll(sources(volume)), name + " has volume " + volume));
        Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()).forEach(container -> assertRestricted(name, container));
    }

    private static void assertRestricted(String name, Container container) {
        var security = container.getSecurityContext();
        assertTrue(isUnset(security.getPrivileged()), name);
        assertEquals(false, security.getAllowPrivilegeEscalation(), name);
        assertEquals(true, security.getReadOnlyRootFilesystem(), name);
        assertEquals(List.of("ALL"), security.getCapabilities().getDrop(), name);
        assertEquals(List.of(), security.getCapabilities().getAdd(), name);
        container.getPorts().forEach(port -> assertEquals(null, port.getHostPort(), name));
    }

    private static boolean isUnset(Boolean value) {
        return !Boolean.TRUE.equals(value);
    }

    private static Set<String> sources(Volume volume) {
        var fields = JSON.convertValue(volume, JsonNode.class).properties();
        return fields.stream().map(Map.Entry::getKey).filter(field -> !field.equals("name")).collect(Collectors.toSet());
    }

    /** A password is in its Secret and nowhere else: not in other objects, in the status or in events. */
    private static void assertPasswordsKept(World world) {
        Stream<HasMetadata> others = Stream.of(
                world.objects().stream().filter(object -> !(object instanceof Secret)),
                world.server().list(Event.class).stream().map(HasMetadata.class::cast),
                Stream.<HasMetadata>of(world.platform()))
            .flatMap(objects -> objects);
        String everything = others.map(JSON::asJson).collect(Collectors.joining("\n"));
        world.server().list(Secret.class).stream().flatMap(secret -> Stream.ofNullable(secret.getData().get("password"))).forEach(encoded -> {
            String password = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            assertFalse(everything.contains(encoded) || everything.contains(password), "a password is seen");
        });
    }
}
