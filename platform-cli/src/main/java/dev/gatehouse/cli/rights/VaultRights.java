package dev.gatehouse.cli.rights;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.authorization.vault.VaultReconciler;
import dev.gatehouse.authorization.vault.VaultTerms;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.vault.VaultAddress;
import dev.gatehouse.vault.VaultDoor;
import dev.gatehouse.vault.VaultLayout;
import dev.gatehouse.vault.VaultLogin;
import dev.gatehouse.vault.VaultRefusedException;
import dev.gatehouse.vault.VaultUnreachableException;

/** A realm in the Vault of a target, over TLS 1.3 with the operator's certificate. */
record VaultRights(Target target, VaultAddress address, Wanted wanted, Duration patience) {
    /** @throws CommandFailedException when the Vault gives no answer, or says no */
    <T> T use(Function<VaultReconciler, T> work) {
        try (var door = new VaultDoor(address, new VaultLayout(target.realm()),
                new VaultLogin.Certificate(PlatformOption.OPERATOR),
                TargetTls.context(target), patience, InstantSource.system())) {
            return work.apply(new VaultReconciler(door, wanted, terms()));
        } catch (VaultUnreachableException e) {
            throw new CommandFailedException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()),
                    "See that a Vault listens at %s, unsealed, as %s says".formatted(address, target.file()), e);
        } catch (VaultRefusedException e) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, String.valueOf(e.getMessage()),
                    "Use the operator's identity, whose certificate is of an authority that the Vault lets in", e);
        }
    }

    private VaultTerms terms() {
        return target.isLocal()
                ? VaultTerms.ofOneMachine()
                : new VaultTerms(Duration.ofHours(24), Duration.ofDays(5 * 365), Duration.ofMinutes(10), List.of(),
                        Map.of("broker", List.of("broker"), "database", List.of("database"), "vault", List.of("vault")),
                        Optional.empty());
    }
}
