package dev.gatehouse.authorization.vault;

import java.util.List;
import java.util.Map;

import dev.gatehouse.names.ServiceName;
import dev.gatehouse.vault.VaultLayout;

/**
 * Names that were given to services. One whose service is gone is given to nobody else, who would inherit its keys and its
 * history.
 */
record Names(State state, VaultLayout layout) {
    private static final String GIVEN = "given";
    private static final String GONE = "gone";

    List<VaultMending> difference(ServiceName service) {
        var there = state.read(layout.reserved(service).data());
        if (there.isEmpty())
            return List.of(
                    VaultMending.write("name %s is not taken down as given".formatted(service), layout.reserved(service).data(),
                            entry(service, GIVEN, 0)));
        return GIVEN.equals(stateOf(there.get()))
                ? List.of()
                : List.of(VaultMending.judge(
                        "name %s belonged to a service that is gone, whose keys and events are still there: call the new one otherwise"
                                .formatted(service)));
    }

    /**
     * As of now, it is of nobody.
     *
     * @return whether it was not so already
     */
    boolean giveUp(ServiceName service) {
        var there = state.read(layout.reserved(service).data());
        if (there.map(Names::stateOf).filter(GONE::equals).isPresent())
            return false;
        state.door().write(layout.reserved(service).data(), entry(service, GONE, there.map(Names::version).orElse(0L)));
        return true;
    }

    private static Map<String, Object> entry(ServiceName service, String state, long version) {
        return Map.of("options", Map.of("cas", version), "data",
                Map.of("format", 1, "service", service.value(), "state", state));
    }

    private static Object stateOf(Map<String, Object> there) {
        return there.get("data") instanceof Map<?, ?> data ? String.valueOf(data.get("state")) : "";
    }

    private static long version(Map<String, Object> there) {
        return there.get("metadata") instanceof Map<?, ?> known && known.get("version") instanceof Number number
                ? number.longValue()
                : 0;
    }
}
