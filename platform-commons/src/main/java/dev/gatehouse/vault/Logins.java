package dev.gatehouse.vault;

import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.ClientCertificateAuthentication;
import org.springframework.vault.authentication.ClientCertificateAuthenticationOptions;
import org.springframework.vault.authentication.KubernetesAuthentication;
import org.springframework.vault.authentication.KubernetesAuthenticationOptions;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.RestTemplate;

/**
 * A login of ours as one of Spring Vault's. Over a {@code RestTemplate}: over a {@code RestClient}, version 4.0.3 sends no body
 * for a role and secret id, and spoils the envelope.
 */
record Logins(VaultLayout layout, VaultLogin login) {
    /** Built anew for each login: what proves us changes. */
    ClientAuthentication over(RestTemplate http) {
        return switch (login) {
            case VaultLogin.Certificate(var role) -> new ClientCertificateAuthentication(
                    ClientCertificateAuthenticationOptions.builder().path(layout.cert()).role(role).build(), http);
            case VaultLogin.SecretId(var role, var secret) -> () -> appRole(role,
                    AppRoleAuthenticationOptions.SecretId.provided(secret.get()), http).login();
            case VaultLogin.WrappedSecretId(var role, var token) -> () -> appRole(role,
                    AppRoleAuthenticationOptions.SecretId.wrapped(VaultToken.of(token.get())), http).login();
            case VaultLogin.ServiceAccount(var role, var token) -> new KubernetesAuthentication(
                    KubernetesAuthenticationOptions.builder().path(layout.kubernetes()).role(role).jwtSupplier(token).build(),
                    http);
        };
    }

    /** The role's id is its name: what proves somebody is the secret id. */
    private ClientAuthentication appRole(String role, AppRoleAuthenticationOptions.SecretId secret, RestTemplate http) {
        return new AppRoleAuthentication(
                AppRoleAuthenticationOptions.builder().path(layout.appRole()).roleId(RoleId.provided(role))
                        .secretId(secret).build(),
                http);
    }
}
