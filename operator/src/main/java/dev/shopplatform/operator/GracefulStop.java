package dev.shopplatform.operator;

import io.javaoperatorsdk.operator.Operator;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/**
 * On SIGTERM, reconciliations end before what they work with goes. The extension's own operator has a shutdown hook beside the
 * stop that Quarkus calls for: the two ran into each other. This one is stopped by Quarkus alone.
 */
@ApplicationScoped
public class GracefulStop {
    @Produces
    @ApplicationScoped
    Operator operator(QuarkusConfigurationService configuration, ShopPlatformReconciler reconciler) {
        Operator operator = new Operator(configuration);
        operator.register(reconciler);
        return operator;
    }
}
