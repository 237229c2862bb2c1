package dev.gatehouse.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is configured wrongly, why it matters and what to change. */
final class GatehouseConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<GatehouseConfigurationException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, GatehouseConfigurationException cause) {
        return new FailureAnalysis("%s: %s.".formatted(cause.what(), cause.why()), cause.remedy() + ".", cause);
    }
}
