package dev.gatehouse.authorization.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.gatehouse.authorization.ContractStore;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.local.LocalContracts;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** Each contract in the folder of its service, {@code <data>/services/<service>/contract.json}; only in realms named {@code local-…}. */
public final class LocalContractStore implements ContractStore {
    private static final String FILE = "contract.json";

    private final Path services;
    private final Realm realm;

    /** @param data folder of the platform */
    public LocalContractStore(Path data, Realm realm) {
        this.services = data.resolve("services");
        this.realm = realm;
    }

    @Override
    public Optional<Contract> read(ServiceName service) {
        return Files.exists(folder(service).resolve(FILE))
                ? Optional.of(new LocalContracts(folder(service), realm, service).read())
                : Optional.empty();
    }

    @Override
    public void write(Contract contract) {
        try {
            LocalContracts.write(folder(contract.service()), contract);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean remove(ServiceName service) {
        try {
            return Files.deleteIfExists(folder(service).resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(ServiceName service) {
        return services.resolve(service.value());
    }
}
