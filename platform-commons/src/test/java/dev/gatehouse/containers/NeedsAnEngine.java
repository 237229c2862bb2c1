package dev.gatehouse.containers;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves out every test that was asked for on containers where there is no engine for them; found by JUnit. */
public final class NeedsAnEngine implements ExecutionCondition {
    /** For JUnit. */
    public NeedsAnEngine() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Containers.areWanted() && !Containers.arePossible()
                ? ConditionEvaluationResult.disabled("there is no Docker engine to run broker and database in containers")
                : ConditionEvaluationResult.enabled("broker and database have a place to run");
    }
}
