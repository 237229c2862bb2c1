package dev.gatehouse.vault;

import java.util.function.Supplier;

/** How a program proves to Vault who it is. Its role at the mount has the name of its certificate's subject. */
public sealed interface VaultLogin {
    /** The name whose role is asked for. */
    String role();

    /** By the client certificate of the connection; as often as wanted. */
    record Certificate(String role) implements VaultLogin {}

    /**
     * By a secret id, which may be good for one login only.
     *
     * @param secretId asked for at each login
     */
    record SecretId(String role, Supplier<String> secretId) implements VaultLogin {
        @Override
        public String toString() {
            return "SecretId[%s]".formatted(role);
        }
    }

    /**
     * By a secret id that is in an envelope of Vault's, which opens once: whoever opened it before us is noticed.
     *
     * @param wrappingToken asked for at each login
     */
    record WrappedSecretId(String role, Supplier<String> wrappingToken) implements VaultLogin {
        @Override
        public String toString() {
            return "WrappedSecretId[%s]".formatted(role);
        }
    }

    /**
     * By the token of a service account in Kubernetes.
     *
     * @param token asked for at each login, as the cluster renews it
     */
    record ServiceAccount(String role, Supplier<String> token) implements VaultLogin {
        @Override
        public String toString() {
            return "ServiceAccount[%s]".formatted(role);
        }
    }
}
