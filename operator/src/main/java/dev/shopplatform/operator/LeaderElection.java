package dev.shopplatform.operator;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
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
        return election.enabled() ? new LeaderElectionConfiguration(LEASE, election.namespace().orElse(null)) : null;
    }
}
