package dev.gatehouse.vault;

/** Vault gave no answer in time, is sealed, or is not itself: nothing is known about what was asked. */
public final class VaultUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    VaultUnreachableException(VaultAddress address, String why, Throwable cause) {
        super("no answer from the Vault at %s: %s".formatted(address, why), cause);
    }
}
