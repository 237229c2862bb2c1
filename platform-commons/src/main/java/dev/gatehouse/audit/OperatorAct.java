package dev.gatehouse.audit;

/** What an operator did with keys, events and quarantines; each has one audit record, kind {@code operator}. */
public enum OperatorAct {
    /** A service is about to make its next key version. */
    KEY_VERSION_ORDERED("the operator ordered a next key version; `KEY_VERSION_MADE` follows, unless it was refused or failed"),
    /** A service was made to make its next key version. */
    KEY_VERSION_MADE("a service made its next key version, as the operator told it"),
    /** One key version counts no more. */
    KEY_REVOKED("a key version counts no more"),
    /** No version of a service counts. */
    SERVICE_REVOKED("no key version of a service counts any more, and the broker gives it no right"),
    /** Versions of a service that are made from now on count again. */
    SERVICE_REINSTATED("key versions that a service makes from now on count again"),
    /** A service consumed its own quarantine once more. */
    REQUEUED(
            "a service consumed its own quarantine of a topic once more, as the operator told it; the detail has what became of it"),
    /** An event was opened for an incident. */
    EVENT_OPENED("an event was opened as a service, by whoever holds the service's keys; the detail has the reason"),
    /** An event could not be opened for an incident. */
    EVENT_NOT_OPENED("an event was to be opened as a service and was refused; the detail has the code and the reason");

    private final String meaning;

    OperatorAct(String meaning) {
        this.meaning = meaning;
    }

    /** For the manual. */
    public String meaning() {
        return meaning;
    }
}
