package dev.shopplatform.service;

import org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlUnableToConnectToDbException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line why a service could not start, instead of in ten stack traces. */
class DatabaseAbsence extends AbstractFailureAnalyzer<FlywaySqlUnableToConnectToDbException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, FlywaySqlUnableToConnectToDbException cause) {
        return new FailureAnalysis(cause.getMessage(),
                "Check that the database runs and that PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD lead to it.", cause);
    }
}
