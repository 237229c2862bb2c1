package dev.gatehouse.identity;

/**
 * The identity that counts now. Whoever shows it to others asks here each time and keeps no copy, so that a renewed one
 * needs no restart. Thread-safe.
 */
public final class CurrentIdentity {
    private volatile ServiceIdentity identity;

    public CurrentIdentity(ServiceIdentity first) {
        this.identity = first;
    }

    public ServiceIdentity get() {
        return identity;
    }

    /** From the next connection on; the caller has checked it. */
    public void replaceWith(ServiceIdentity next) {
        identity = next;
    }
}
