package dev.gatehouse.audit;

/** Where security events go. Implementations are thread-safe, and never throw: an audit that cannot be written must not turn a refusal into something else. */
public interface Audit {
    void write(SecurityEvent event);
}
