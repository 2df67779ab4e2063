package dev.shopplatform.operator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** One replica of the operator works at a time; the others wait with filled caches. */
@ApplicationScoped
public class LeaderElection {
    private static final String LEASE = "shop-operator";

    /** Null, which only a dependent bean may be, where there is no one to be elected against. */
    @Produces
    @Dependent
    LeaderElectionConfiguration configuration(OperatorConfig config) {
        OperatorConfig.LeaderElection election = config.leaderElection();
        return election.enabled() ? elected(election.namespace().orElse(null)) : null;
    }

    /**
     * The framework's own exit on lost leadership would wait for itself when the leader is asked to stop; this one does nothing
     * then, and the lease is given up.
     */
    private static LeaderElectionConfiguration elected(String namespace) {
        LeaderCallbacks exitWhenLost = new LeaderCallbacks(() -> { }, () -> Quarkus.asyncExit(1), leader -> { });
        return new LeaderElectionConfiguration(
            LEASE,
            namespace,
            LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
            LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
            LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
            null,
            exitWhenLost,
            false);
    }
}
