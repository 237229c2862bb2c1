package dev.gatehouse.cli.rights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.cli.Typed;
import dev.gatehouse.demo.estate.Estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Against a real broker over mutual TLS; each test begins with a broker that was applied to. */
class EstateCommandsTest {
    private static final Estate ESTATE = Estate.shared();
    private static final Admin OPERATOR = Admin.create(ESTATE.clientProperties("operator"));
    private static final AclBinding COOK_READS = acl("cook", "bread.v1", AclOperation.READ);
    private static final AclBinding STRANGER_READS = acl("stranger", "bread.v1", AclOperation.READ);

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void everythingIsApplied() throws Exception {
        Kitchen.write(folder);
        Kitchen.file(folder, "data/directory/.keep", "");
        OPERATOR.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        target("operator");
        target("provisioner");
        target("stranger");
        assertThat(typed("apply", "operator", "--max-removals", "100").code()).isZero();
    }

    @AfterAll
    static void end() {
        OPERATOR.close();
    }

    @Test
    void planAndVerifyAreContentAfterAnApply() {
        assertThat(typed("plan", "operator").out()).isEqualTo("Nothing to do: everything is as the descriptors say.\n");
        assertThat(typed("verify", "operator").out()).isEqualTo("As the descriptors say: 3 topics, 28 rights, 2 services.\n");
        assertThat(typed("apply", "operator").out()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void verifyNamesWhatIsMissingAndWhatIsForeignAndApplyMendsOnlyOurs() throws Exception {
        OPERATOR.deleteAcls(List.of(COOK_READS.toFilter())).all().get();
        OPERATOR.createAcls(List.of(STRANGER_READS)).all().get();

        var verified = await().until(() -> typed("verify", "operator"), typed -> typed.out().contains("stranger"));
        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out()).contains("+ cook may READ on TOPIC bread.v1",
                "! stranger may READ on TOPIC bread.v1; opens bread.v1");

        var applied = typed("apply", "provisioner");
        assertThat(applied.code()).isZero();
        assertThat(applied.out()).contains("done: gave: cook may READ on TOPIC bread.v1", "Changes made and read back: 1.");
        assertThat(typed("verify", "operator").out()).doesNotContain("+ ").contains("! stranger");
    }

    @Test
    void aDryRunShowsTheSameAndChangesNothing() throws Exception {
        OPERATOR.deleteAcls(List.of(COOK_READS.toFilter())).all().get();
        await().until(() -> typed("verify", "operator").code() == 1);

        var typed = typed("apply", "operator", "--dry-run");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("+ cook may READ on TOPIC bread.v1", "this was a dry run");
        assertThat(typed("verify", "operator").code()).isEqualTo(1);
    }

    @Test
    void refusesToTakeAwayMoreThanTheStatedShare() {
        Kitchen.file(folder, "services/baker/src/main/resources/service.yml", "service: baker\nteam: kitchen\n");
        Kitchen.file(folder, "services/cook/src/main/resources/service.yml", "service: cook\nteam: dining-room\n");

        var typed = typed("apply", "operator");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("nothing was done", "--max-removals 90");
    }

    @Test
    void takesAFormerServiceAwayOnlyWhenItIsNamed() throws Exception {
        OPERATOR.createAcls(List.of(acl("waiter", "bread.v1", AclOperation.READ))).all().get();
        var verified = await().until(() -> typed("verify", "operator"), typed -> typed.out().contains("waiter"));
        assertThat(verified.out()).contains("'gatehouse apply --delete --service waiter'");

        assertThat(typed("apply", "operator", "--delete", "--service", "waiter").out())
                .contains("done: took away: waiter may READ on TOPIC bread.v1");
        assertThat(typed("verify", "operator").code()).isZero();
    }

    @Test
    void refusesHalfAnOrderToDelete() {
        assertThat(typed("apply", "operator", "--delete").code()).isEqualTo(2);
        assertThat(typed("apply", "operator", "--service", "waiter").code()).isEqualTo(2);
        assertThat(typed("apply", "operator", "--delete", "--service", "cook").code()).isEqualTo(2);
    }

    @Test
    void writesTheContractsIntoTheDataFolder() throws Exception {
        Files.delete(folder.resolve("data/services/cook/contract.json"));

        assertThat(typed("verify", "operator").out()).contains("~ cook: is missing");
        assertThat(typed("apply", "operator").out()).contains("done: wrote the contract of cook");
        assertThat(folder.resolve("data/services/cook/contract.json")).exists();
    }

    @Test
    void answersProgramsWithOneJsonObject() throws Exception {
        OPERATOR.createAcls(List.of(STRANGER_READS)).all().get();

        var typed = await().until(() -> typed("verify", "operator", "--json"), found -> found.code() == 1);

        assertThat(typed.out()).startsWith("{\"format\":1,\"verb\":\"verify\",\"realm\":\"local-demo\"").contains(
                "\"same\":false",
                "\"principal\":\"User:stranger\"", "\"reaches\":[\"bread.v1\"]");
        assertThat(typed.out().lines()).hasSize(1);
    }

    @Test
    void explainsWhereTheBrokerDiffersFromTheDescriptors() throws Exception {
        assertThat(typed("explain", "operator", "cook", "read", "bread.v1").out()).contains("live: the broker lets it");
        OPERATOR.deleteAcls(List.of(acl("cook", "bread.v1.grants", AclOperation.READ).toFilter())).all().get();

        var typed = await().until(() -> typed("explain", "operator", "cook", "read", "bread.v1"), found -> found.code() == 1);

        assertThat(typed.out()).startsWith("yes: cook may read bread.v1").contains("live: the broker refuses it",
                "missing: cook may READ on TOPIC bread.v1.grants");
    }

    @Test
    void saysThatAStrangerMayNotEvenLook() {
        var typed = typed("verify", "stranger");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("refuses to show its rights", "--as");
    }

    @Test
    void endsWith3WhenNobodyAnswers() throws Exception {
        Files.writeString(folder.resolve("operator.json"),
                Files.readString(folder.resolve("operator.json")).replace(ESTATE.bootstrap(), "localhost:1"));

        assertThat(typed("verify", "operator", "--timeout", "1").code()).isEqualTo(3);
        assertThat(typed("verify", "operator", "--timeout", "0").code()).isEqualTo(2);
    }

    private Typed typed(String verb, String as, String... more) {
        var words = new ArrayList<>(List.of(verb, "--catalog", folder.toString(), "--target",
                folder.resolve(as + ".json").toString()));
        words.addAll(List.of(more));
        return Typed.of(words.toArray(String[]::new));
    }

    private void target(String identity) throws Exception {
        var files = ESTATE.identityFolder(identity);
        Files.writeString(folder.resolve(identity + ".json"), """
                {"format": 1, "realm": "local-demo", "dataDir": "data", "kafka": {"bootstrap": "%s"},
                 "ca": "%s/ca.pem", "certificate": "%s/certificate.pem", "key": "%s/key.pem"}
                """.formatted(ESTATE.bootstrap(), files, files, files));
    }

    private static AclBinding acl(String principal, String topic, AclOperation operation) {
        return new AclBinding(new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }
}
