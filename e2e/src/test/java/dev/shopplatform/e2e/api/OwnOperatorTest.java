package dev.shopplatform.e2e.api;

import dev.shopplatform.harness.OperatorProcess;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that stops, kills or counts, and so has an operator of its own; the shared one is stopped meanwhile. */
abstract class OwnOperatorTest extends ApiTest {
    private OperatorProcess operator;

    @BeforeEach
    final void makeOperator() {
        operator = new OperatorProcess(getClass().getSimpleName().toLowerCase(Locale.ROOT), lab.access().kubeconfig());
    }

    @AfterEach
    final void stopOperator() {
        operator.close();
    }

    @Override
    final boolean usesSharedOperator() {
        return false;
    }

    @Override
    final OperatorProcess operator() {
        return operator;
    }
}
