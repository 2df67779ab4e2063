package dev.shopplatform.operator;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One replica of the operator works at a time; the others wait with filled caches. */
@ApplicationScoped
public class LeaderElection {
    private static final String LEASE = "shop-operator";

    @Produces
    @Singleton
    @LookupIfProperty(name = "shop.leader-election.enabled", stringValue = "true")
    LeaderElectionConfiguration configuration(OperatorConfig config) {
        return new LeaderElectionConfiguration(LEASE, config.leaderElection().namespace().orElse(null));
    }
}
