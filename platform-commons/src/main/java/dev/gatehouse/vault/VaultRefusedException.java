package dev.gatehouse.vault;

/** Vault understood what was asked, and said no. */
public final class VaultRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    VaultRefusedException(String what, int status, String why, Throwable cause) {
        super("Vault refused to %s (status %d): %s".formatted(what, status, why), cause);
        this.status = status;
    }

    /** 400 for what makes no sense to it or is against a role's settings, 403 for what the policies do not allow. */
    public int status() {
        return status;
    }

    public boolean isForbidden() {
        return status == 403;
    }
}
