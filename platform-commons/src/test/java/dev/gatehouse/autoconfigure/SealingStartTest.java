package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.local.LocalContracts;
import dev.gatehouse.events.EventHandler;

import static dev.gatehouse.autoconfigure.Office.CLERK;
import static dev.gatehouse.autoconfigure.Office.NOTARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an operator reads when a service does not start for want of its contract, keys or events. */
@ExtendWith(OutputCaptureExtension.class)
class SealingStartTest {
    @TempDir
    private Path data;
    private Office office;

    @BeforeEach
    void apply() {
        office = new Office(data, "start");
    }

    @Test
    void withoutAContractNothingStarts(CapturedOutput output) throws IOException {
        Files.delete(contract());

        refused(NOTARY);

        assertThat(output).contains("APPLICATION FAILED TO START", "This service has no contract",
                "there is no contract of notary",
                contract().toString(), "Apply the catalog");
    }

    @Test
    void withTheContractOfAnotherServiceNothingStarts(CapturedOutput output) throws IOException {
        LocalContracts.write(office.folder(NOTARY), office.contract(CLERK));

        refused(NOTARY);

        assertThat(output).contains("This service has no contract", "is the one of clerk, but this process is notary",
                "gatehouse.local.folder");
    }

    @Test
    void withAContractThatIsNotUnderstoodNothingStarts(CapturedOutput output) throws IOException {
        Files.writeString(contract(), Files.readString(contract()).replace("\"readers\"", "\"canaries\""));

        refused(NOTARY);

        assertThat(output).contains("This service has no contract", contract().toString(), "is not understood");
    }

    @Test
    void aTopicThatThisVersionCannotProtectIsRefused(CapturedOutput output) {
        var open = office.contract(NOTARY).topics().stream().map(SealingStartTest::unsealed).toList();
        office.writeContract(new Contract(Office.REALM, NOTARY, open));

        refused(NOTARY);

        assertThat(output).contains("start-letters.v1 with protection 'public'",
                "Change 'protection' in the service.yml of notary");
    }

    @Test
    void keysThatAreNotUnderstoodAreNamed(CapturedOutput output) throws IOException {
        var seeds = office.folder(NOTARY).resolve("keys/1.json");
        Files.writeString(seeds, "{\"canary\":1}");

        refused(NOTARY);

        assertThat(output).contains("the keys of this service cannot be used", seeds + " is not understood", "Put the file")
                .doesNotContain("canary");
    }

    @Test
    void aHandlerOfATypeThatIsNotDeclaredIsNamed(CapturedOutput output) {
        office.writeContract(new Contract(Office.REALM, CLERK, List.of()));

        refused(CLERK, new Inbox.Notes());

        assertThat(output).contains("An event of this service is not what its contract declares",
                "clerk reads test.note.taken on 0 topics", "service.yml");
    }

    @Test
    void aHandlerThatDoesNotSayWhatItHandlesIsNamed(CapturedOutput output) {
        EventHandler<NoteTaken> lambda = (event, metadata) -> {};

        refused(CLERK, lambda);

        assertThat(output).contains("the event that", "cannot be told", "Write a class that implements EventHandler");
    }

    @Test
    void twoHandlersOfOneTypeAreRefused() {
        assertThatThrownBy(() -> office.start(CLERK, new Inbox.Notes(), new MoreNotes()).close()).rootCause()
                .hasMessage("test.note.taken has two handlers: a type has one at most");
    }

    private Path contract() {
        return office.folder(NOTARY).resolve("contract.json");
    }

    private void refused(dev.gatehouse.names.ServiceName service, Object... beans) {
        assertThatThrownBy(() -> office.start(service, beans).close());
    }

    private static TopicContract unsealed(TopicContract t) {
        return new TopicContract(t.topic(), t.physical(), t.owner(), Protection.PUBLIC, t.key(), t.appendTime(), t.readers(),
                t.writers(), t.events(), t.retention(), t.grantsRetention(), t.maxMessageBytes());
    }

    static final class MoreNotes implements EventHandler<NoteTaken> {
        @Override
        public void handle(NoteTaken event, dev.gatehouse.events.EventMetadata metadata) {
            throw new AssertionError();
        }
    }
}
