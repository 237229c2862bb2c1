package dev.gatehouse.containers;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves out every test that was asked for on containers where there is no engine for them; found by JUnit. */
public final class NeedsAnEngine implements ExecutionCondition {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    /** For JUnit. */
    public NeedsAnEngine() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Containers.areWanted() && !Containers.arePossible()
                ? ConditionEvaluationResult.disabled(saidOnce("SKIPPED: there is no Docker engine for broker and database"))
                : ConditionEvaluationResult.enabled("broker and database have a place to run");
    }

    private static String saidOnce(String what) {
        if (SAID.compareAndSet(false, true))
            System.err.println(what);
        return what;
    }
}
