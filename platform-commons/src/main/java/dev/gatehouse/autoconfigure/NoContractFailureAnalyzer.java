package dev.gatehouse.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import dev.gatehouse.contract.NoContractException;

/** Without a contract nothing starts. */
final class NoContractFailureAnalyzer extends AbstractFailureAnalyzer<NoContractException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, NoContractException cause) {
        return new FailureAnalysis(
                "This service has no contract, so that it may believe nothing about others:\n  " + cause.getMessage(),
                "Apply the catalog to this platform, and let gatehouse.local.folder name the service's own folder.", cause);
    }
}
