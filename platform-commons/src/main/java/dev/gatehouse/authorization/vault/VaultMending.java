package dev.gatehouse.authorization.vault;

import java.util.Map;

/**
 * One thing in a Vault that is not as it should be.
 *
 * @param what for people
 * @param effect what an apply does about it
 * @param path where
 * @param body of a write; never holds a secret
 */
public record VaultMending(String what, Effect effect, String path, Map<String, Object> body) {
    /** What an apply does about something. */
    public enum Effect {
        /** Writes it as it should be. */
        WRITE,
        /** Takes it from a service that is revoked. */
        TAKE,
        /** Nothing: it is of somebody whom no descriptor names. Taken away by asking for it by name. */
        STRANGER,
        /** Nothing: it cannot be changed, or should be judged by somebody first. */
        JUDGE
    }

    static VaultMending write(String what, String path, Map<String, Object> body) {
        return new VaultMending(what, Effect.WRITE, path, body);
    }

    static VaultMending judge(String what) {
        return new VaultMending(what, Effect.JUDGE, "", Map.of());
    }
}
