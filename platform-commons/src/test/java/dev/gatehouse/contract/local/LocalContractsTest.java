package dev.gatehouse.contract.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.NoContractException;
import dev.gatehouse.contract.SampleContract;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalContractsTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheContractThatWasWrittenIntoTheServicesFolder() throws IOException {
        LocalContracts.write(folder, SampleContract.contract());

        assertThat(source().read()).isEqualTo(SampleContract.contract());
    }

    @Test
    void readsANewContractWithoutARestart() throws IOException {
        LocalContracts.write(folder, SampleContract.contract());
        var source = source();
        var narrowed = new Contract(SampleContract.REALM, SampleContract.BAKER, List.of());

        LocalContracts.write(folder, narrowed);

        assertThat(source.read()).isEqualTo(narrowed);
    }

    @Test
    void leavesNothingBesideTheContractAndLetsNobodyElseIn() throws IOException {
        LocalContracts.write(folder, SampleContract.contract());

        try (var files = Files.list(folder)) {
            assertThat(files).singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void saysWhereItLookedForAMissingContract() {
        refused("looked for", "contract.json", "gatehouse.local.folder");
    }

    @Test
    void refusesTheContractOfAnotherService() throws IOException {
        LocalContracts.write(folder, new Contract(SampleContract.REALM, SampleContract.COOK, List.of()));

        refused("contract.json is the one of cook, but this process is baker", "gatehouse.local.folder");
    }

    @Test
    void refusesTheContractOfAnotherRealm() throws IOException {
        LocalContracts.write(folder, new Contract(new Realm("local-other"), SampleContract.BAKER, List.of()));

        refused("is of realm local-other, but this process runs in realm local-test", "gatehouse.realm");
    }

    @Test
    void refusesToReadInARealmThatIsNotLocal() {
        assertThatThrownBy(() -> new LocalContracts(folder, new Realm("production"), new ServiceName("baker")))
                .isInstanceOf(NoContractException.class)
                .hasMessageContainingAll("production", folder.toString(), "local-production", "Vault");
    }

    @Test
    void refusesToWriteForARealmThatIsNotLocal() {
        var contract = new Contract(new Realm("production"), SampleContract.BAKER, List.of());

        assertThatThrownBy(() -> LocalContracts.write(folder, contract)).isInstanceOf(NoContractException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(folder.resolve("contract.json"), new byte[]{'{', (byte) 0xff, '}'});

        refused("contract.json is not UTF-8");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        Files.write(folder.resolve("contract.json"), new byte[(1 << 20) + 1]);

        refused("larger than 1048576 bytes");
    }

    @Test
    void saysThatAFileCannotBeRead() throws IOException {
        Files.createDirectory(folder.resolve("contract.json"));

        refused("cannot be read", "contract.json");
    }

    @Test
    void namesTheFileAndThePlaceOfWhatItDoesNotUnderstand() throws IOException {
        Files.writeString(folder.resolve("contract.json"), "{\"format\": 3}");

        refused(folder.resolve("contract.json").toString(), "at format");
    }

    private LocalContracts source() {
        return new LocalContracts(folder, SampleContract.REALM, SampleContract.BAKER);
    }

    private void refused(String... words) {
        assertThatThrownBy(source()::read).isInstanceOf(NoContractException.class).hasMessageContainingAll(words);
    }
}
