package dev.shopplatform.operator.child;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/** What Pod Security "restricted" asks of every pod, and a read-only root file system besides. */
public final class PodSecurity {
    /** A user that no image has files for, as images that were not adapted name root or nobody in particular. */
    public static final long USER = 65532;

    private PodSecurity() {}

    /** The group is set on a volume only once: Postgres refuses data whose permissions were widened at a restart. */
    public static PodSecurityContext pod(long user) {
        return new PodSecurityContextBuilder()
            .withRunAsNonRoot(true)
            .withRunAsUser(user)
            .withRunAsGroup(user)
            .withFsGroup(user)
            .withFsGroupChangePolicy("OnRootMismatch")
            .withNewSeccompProfile().withType("RuntimeDefault").endSeccompProfile()
            .build();
    }

    public static SecurityContext container() {
        return new SecurityContextBuilder()
            .withAllowPrivilegeEscalation(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities().withDrop("ALL").endCapabilities()
            .build();
    }

    /** A place to write: the root file system is read-only. */
    public static Volume scratch(String name) {
        return new VolumeBuilder().withName(name).withNewEmptyDir().endEmptyDir().build();
    }

    public static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }
}
