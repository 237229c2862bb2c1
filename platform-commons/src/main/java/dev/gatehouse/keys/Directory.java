package dev.gatehouse.keys;

/** Everybody's public keys, and the revocations. Thread-safe; answers from memory. */
@FunctionalInterface
public interface Directory {
    /** The last good reading; it may be old, see {@link DirectoryReading#begun}. */
    DirectoryReading latest();
}
