package dev.gatehouse.cli.rights;

import java.util.List;

import dev.gatehouse.authorization.jdbc.Mending;
import dev.gatehouse.authorization.vault.VaultMending;

/**
 * What is not as it should be around the broker.
 *
 * @param database empty where the target has none
 * @param vault likewise
 */
record Around(List<Mending> database, List<VaultMending> vault) {
    static final Around NOTHING = new Around(List.of(), List.of());

    boolean isNone() {
        return database.isEmpty() && vault.isEmpty();
    }
}
