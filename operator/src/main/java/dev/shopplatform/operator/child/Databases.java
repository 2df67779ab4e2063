package dev.shopplatform.operator.child;

import dev.shopplatform.api.v1alpha1.ResourceSpec.ReclaimPolicy;
import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Problem;
import dev.shopplatform.operator.plan.Reference;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Optional;
import java.util.stream.Stream;

/** The pod and the volume of each managed Postgres, with an image that keeps to the official one's environment variables. */
public final class Databases implements Child<StatefulSet> {
    static final int PORT = 5432;

    /** The user of the official image, who owns the files of a volume that was made with it. */
    private static final long USER = 999;

    private static final String DATA = "/var/lib/postgresql/data";

    /**
     * Sets the password to the Secret's: the volume may be older than the Secret, after the Secret was deleted to get a new
     * password or a shop was made again on a claim that was kept. Through the socket, where no password is asked.
     */
    private static final String SET_PASSWORD = """
        tries=0
        until printf '%s\\n' '\\getenv user POSTGRES_USER' '\\getenv password POSTGRES_PASSWORD' \
                "ALTER ROLE :\\"user\\" PASSWORD :'password';" |
            psql -q -d "$POSTGRES_DB" -U "$POSTGRES_USER" -v ON_ERROR_STOP=1 >/dev/null 2>&1
        do
            tries=$((tries + 1)); [ $tries -lt 120 ] || exit 1; sleep 1
        done
        """;

    @Override
    public Class<StatefulSet> kind() {
        return StatefulSet.class;
    }

    @Override
    public Stream<Wanted<StatefulSet>> desired(View view) {
        return view.shop().managedDatabases().map(database -> secretVersion(database, view)
            .map(version -> Wanted.apply(statefulSet(database, version, view)))
            .orElseGet(() -> Wanted.hold(StatefulSet.class, database.name(), Metadata.DATABASE, "it starts when its Secret exists")));
    }

    @Override
    public Optional<Problem> check(StatefulSet actual, View view) {
        return Workloads.check(actual, view).or(() -> otherStorage(actual, view));
    }

    /** A claim template is immutable. The schema refuses a change, but cannot see one by way of another provider. */
    private static Optional<Problem> otherStorage(StatefulSet actual, View view) {
        Quantity storage = storage(actual);
        return view.shop().managedDatabases()
            .filter(database -> database.name().equals(actual.getMetadata().getName()) && !database.storage().equals(storage))
            .map(database -> Problem.degraded("StorageUnchanged", "storage stays " + storage + ", as a claim template is immutable;"
                + " set it back, or delete the StatefulSet and expand the claim data-" + database.name() + "-0"))
            .findFirst();
    }

    private static Quantity storage(StatefulSet actual) {
        return actual.getSpec().getVolumeClaimTemplates().getFirst().getSpec().getResources().getRequests().get("storage");
    }

    static Optional<StatefulSet> statefulSet(Shop.Database database, View view) {
        return view.observed().find(StatefulSet.class, database.name());
    }

    private static Optional<String> secretVersion(Shop.Database database, View view) {
        return Optional.ofNullable(view.observed().versions().get(Reference.secret(database.secret())));
    }

    private static StatefulSet statefulSet(Shop.Database database, String secretVersion, View view) {
        Shop shop = view.shop();
        Quantity storage = statefulSet(database, view).map(Databases::storage).orElse(database.storage());
        return new StatefulSetBuilder()
            .withMetadata(Metadata.of(database.name(), Metadata.DATABASE))
            .withNewSpec()
                .withReplicas(1)
                .withServiceName(database.name())
                .withNewSelector().withMatchLabels(Metadata.selector(shop, database.name())).endSelector()
                .withNewPersistentVolumeClaimRetentionPolicy()
                    .withWhenDeleted(database.reclaimPolicy() == ReclaimPolicy.Delete ? "Delete" : "Retain")
                    .withWhenScaled("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .withTemplate(template(database, secretVersion, view))
                .addNewVolumeClaimTemplate()
                    .withNewMetadata().withName("data").endMetadata()
                    .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources().addToRequests("storage", storage).endResources()
                    .endSpec()
                .endVolumeClaimTemplate()
            .endSpec()
            .build();
    }

    private static PodTemplateSpec template(Shop.Database database, String secretVersion, View view) {
        return new PodTemplateSpecBuilder()
            .withNewMetadata()
                .withLabels(Metadata.podLabels(view.shop(), database.name(), Metadata.DATABASE, ""))
                .addToAnnotations("shopplatform.dev/secret-version", secretVersion)
            .endMetadata()
            .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(60L)
                .withSecurityContext(PodSecurity.pod(USER))
                .withVolumes(PodSecurity.scratch("tmp"), PodSecurity.scratch("run"))
                .addNewContainer()
                    .withName("postgres")
                    .withImage(view.images().postgres())
                    .withEnv(
                        fromSecret("POSTGRES_USER", database, "username"),
                        fromSecret("POSTGRES_PASSWORD", database, "password"),
                        fromSecret("POSTGRES_DB", database, "database"),
                        new EnvVar("PGDATA", DATA + "/pgdata", null))
                    .addNewPort().withName("postgres").withContainerPort(PORT).withProtocol("TCP").endPort()
                    .withNewResources()
                        .addToRequests("cpu", new Quantity("100m"))
                        .addToRequests("memory", new Quantity("128Mi"))
                        .addToLimits("memory", new Quantity("512Mi"))
                    .endResources()
                    .withReadinessProbe(accepts(2, 3))
                    .withLivenessProbe(accepts(10, 6))
                    .withStartupProbe(accepts(1, 120))
                    .withNewLifecycle()
                        .withNewPostStart().withNewExec().withCommand("sh", "-c", SET_PASSWORD).endExec().endPostStart()
                    .endLifecycle()
                    .withSecurityContext(PodSecurity.container())
                    .withVolumeMounts(
                        PodSecurity.mount("data", DATA),
                        PodSecurity.mount("tmp", "/tmp"),
                        PodSecurity.mount("run", "/var/run/postgresql"))
                .endContainer()
            .endSpec()
            .build();
    }

    private static EnvVar fromSecret(String variable, Shop.Database database, String key) {
        return new EnvVarBuilder()
            .withName(variable)
            .withNewValueFrom().withNewSecretKeyRef().withName(database.secret()).withKey(key).endSecretKeyRef().endValueFrom()
            .build();
    }

    /** Over TCP, which the official image opens only after the first start's preparations. */
    private static Probe accepts(int period, int failures) {
        return new ProbeBuilder()
            .withNewTcpSocket().withPort(new IntOrString("postgres")).endTcpSocket()
            .withPeriodSeconds(period)
            .withFailureThreshold(failures)
            .build();
    }
}
