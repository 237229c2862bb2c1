package dev.gatehouse.cli.rights;

import java.util.List;

import dev.gatehouse.authorization.jdbc.Mending;

/**
 * What is not as it should be around the broker.
 *
 * @param database empty where the target has none
 * @param vault likewise
 */
record Around(List<Mending> database, List<dev.gatehouse.authorization.vault.Mending> vault) {
    static final Around NOTHING = new Around(List.of(), List.of());

    boolean isNone() {
        return database.isEmpty() && vault.isEmpty();
    }
}
