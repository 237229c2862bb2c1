package dev.gatehouse.contract.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractJson;
import dev.gatehouse.contract.ContractSource;
import dev.gatehouse.contract.NoContractException;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * The contract as the file {@code contract.json} in the folder of a service. Whoever can write that file decides to whom the
 * service seals, so this exists only in realms whose name begins with {@code local-}. Thread-safe; reads the file each time.
 */
public final class LocalContracts implements ContractSource {
    private static final String FILE = "contract.json";
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final Realm realm;
    private final ServiceName service;

    /**
     * @param folder of the service, {@code <data>/services/<service>}
     * @throws NoContractException when the realm is not a local one
     */
    public LocalContracts(Path folder, Realm realm, ServiceName service) {
        this.file = folder.resolve(FILE);
        this.realm = realm;
        this.service = service;
        requireLocal(realm, file);
    }

    @Override
    public Contract read() {
        var contract = ContractJson.read(text(), file.toString());
        if (!contract.realm().equals(realm))
            throw new NoContractException(
                    "the contract in %s is of realm %s, but this process runs in realm %s: set gatehouse.realm or gatehouse.local.folder so that both are the same platform's"
                            .formatted(file, contract.realm(), realm));
        if (!contract.service().equals(service))
            throw new NoContractException(
                    "the contract in %s is the one of %s, but this process is %s: let gatehouse.local.folder name the folder of %s"
                            .formatted(file, contract.service(), service, service));
        return contract;
    }

    /**
     * Writes a contract into the folder of its service, in place of an earlier one. A reader sees the old file or the new
     * one, never a part.
     *
     * @throws NoContractException when the contract's realm is not a local one
     */
    public static void write(Path folder, Contract contract) throws IOException {
        var file = folder.resolve(FILE);
        requireLocal(contract.realm(), file);
        Files.createDirectories(folder);
        var temporary = Files.createTempFile(folder, FILE + ".", ".tmp"); // only its owner may read it or write to it
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(ContractJson.write(contract).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining())
                    channel.write(bytes);
                channel.force(true); // else a crash after the rename could leave an empty file under the final name
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private String text() {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES)
                throw new NoContractException("the contract in %s is larger than %d bytes: have it written anew from the catalog"
                        .formatted(file, MAX_BYTES));
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (NoSuchFileException e) {
            throw new NoContractException(
                    "there is no contract of %s: looked for %s; have it written from the catalog, or let gatehouse.local.folder name the service's folder"
                            .formatted(service, file),
                    e);
        } catch (CharacterCodingException e) {
            throw new NoContractException(
                    "the contract in %s is not UTF-8 text: have it written anew from the catalog".formatted(file), e);
        } catch (IOException e) {
            throw new NoContractException("the contract in %s cannot be read (%s): give this process the right to read it"
                    .formatted(file, e.getClass().getSimpleName()), e);
        }
    }

    private static void requireLocal(Realm realm, Path file) {
        if (!realm.isLocal())
            throw new NoContractException(
                    "realm %s takes no contract from a file (%s): whoever can write the file would decide who gets keys; name the realm local-%s, or take contracts from Vault"
                            .formatted(realm, file, realm));
    }
}
