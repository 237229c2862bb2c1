package dev.gatehouse.authorization.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.gatehouse.vault.VaultDoor;
import dev.gatehouse.vault.VaultLayout;
import dev.gatehouse.vault.VaultRefusedException;

/** What is there now. */
record State(VaultDoor door, VaultLayout layout) {
    /** A server says of a mount that is not there that it was badly asked. */
    Optional<Map<String, Object>> read(String path) {
        try {
            return door.read(path);
        } catch (VaultRefusedException e) {
            if (e.status() == 400
                    && String.valueOf(e.getMessage()).matches(".*(No (secret|auth) engine|cannot fetch sysview) .*"))
                return Optional.empty();
            throw e;
        }
    }

    List<String> list(String path) {
        return door.list(path);
    }

    /** PEM of the realm's authorities, in the order of their ids; empty while there is none. */
    String authorities() {
        return list(layout.issuers()).stream().sorted().map(id -> read(layout.issuer(id)).orElseThrow())
                .map(issuer -> String.valueOf(issuer.get("certificate")).strip() + "\n").collect(Collectors.joining());
    }
}
