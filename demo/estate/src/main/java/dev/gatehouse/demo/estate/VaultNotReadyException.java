package dev.gatehouse.demo.estate;

/** A Vault did not come up; the message holds the end of its log and what to do. */
public final class VaultNotReadyException extends RuntimeException {
    VaultNotReadyException(String message) {
        super(message);
    }
}
