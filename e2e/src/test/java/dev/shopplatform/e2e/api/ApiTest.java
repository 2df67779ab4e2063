package dev.shopplatform.e2e.api;

import static org.awaitility.Awaitility.await;

import dev.shopplatform.harness.OperatorProcess;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test of the operator, in a namespace of its own. */
@ExtendWith(Lab.Closing.class)
@ResourceLock(Lab.LOCK)
abstract class ApiTest {
    /** Far longer than anything takes: the machine may be busy, and a failure is to mean something. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RUN = Long.toString(System.currentTimeMillis() / 1000, 36);

    final Lab lab = Lab.get();
    Space space;

    @BeforeEach
    final void makeSpace() {
        space = newSpace();
        if (usesSharedOperator()) {
            lab.operator();
        } else {
            lab.stopOperator();
        }
    }

    @AfterEach
    final void removeSpace() {
        space.remove();
    }

    /** Tests that kill or count say no, and start operators of their own. */
    boolean usesSharedOperator() {
        return true;
    }

    /** The operator of which the log is shown when something does not come to pass. */
    OperatorProcess operator() {
        return lab.operator();
    }

    Space newSpace() {
        Space made = new Space(lab.client(),
                getClass().getSimpleName().toLowerCase(Locale.ROOT) + "-" + RUN + "-" + COUNT.incrementAndGet());
        made.create();
        return made;
    }

    /** Waits until the assertion holds; tells the status and the operator's log where it does not. */
    void eventually(ThrowingRunnable assertion) {
        try {
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(150)).pollDelay(Duration.ZERO).untilAsserted(assertion);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\n\nPlatforms:\n" + space.describe() + "\n\nOperator:\n"
                    + operator().logTail(), e);
        }
    }

    void settled(String... platforms) {
        eventually(() -> {
            for (String platform : platforms) {
                if (!space.isSettled(platform)) {
                    throw new AssertionError(platform + " is not settled: Ready=" + space.state(platform, "Ready"));
                }
            }
        });
    }
}
