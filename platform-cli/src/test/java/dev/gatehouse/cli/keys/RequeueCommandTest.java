package dev.gatehouse.cli.keys;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.cli.Typed;
import dev.gatehouse.cli.rights.Kitchen;

import static dev.gatehouse.cli.keys.Premises.ESTATE;
import static org.assertj.core.api.Assertions.assertThat;

/** How the command has a running service consume its quarantine again; nothing but its peer port is needed. */
class RequeueCommandTest {
    private final PeerStandIn cook = new PeerStandIn(ESTATE, "cook");
    @TempDir
    private Path folder;

    @BeforeEach
    void target() {
        var files = ESTATE.identityFolder("operator");
        Kitchen.file(folder, "target.json", """
                {"format": 1, "realm": "local-demo", "kafka": {"bootstrap": "localhost:1"}, "urls": {"cookPeer": "%s"},
                 "ca": "%s/ca.pem", "certificate": "%s/certificate.pem", "key": "%s/key.pem"}
                """.formatted(cook.url(), files, files, files));
    }

    @AfterEach
    void close() {
        cook.close();
    }

    @Test
    void asksTheServiceAsTheOperatorAndSaysWhatBecameOfTheRecords() {
        cook.answers(200, report(2, "{}", 0));

        var typed = requeue("cook", "bread.v1");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).isEqualTo(
                "cook: 3 records of its quarantine of bread.v1: 2 applied, 1 had been, 0 skipped; refused again: none; left: 0\n");
        assertThat(cook.asked).containsExactly("POST /actuator/requeue/bread.v1 by CN=operator {\"dryRun\":false}");
    }

    @Test
    void endsWith1WhenRecordsWereRefusedAgainOrAreLeft() {
        cook.answers(200, report(1, "{\"STALE\":1}", 0));
        assertThat(requeue("cook", "bread.v1").out()).contains("refused again: STALE 1");
        assertThat(requeue("cook", "bread.v1").code()).isEqualTo(1);

        cook.answers(200, report(1, "{}", 1));
        assertThat(requeue("cook", "bread.v1").code()).isEqualTo(1);
    }

    @Test
    void aDryRunCountsOnly() {
        cook.answers(200, report(0, "{}", 3));

        var typed = requeue("cook", "bread.v1", "--dry-run");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("would try 3 records", "dry run");
        assertThat(cook.asked).containsExactly("POST /actuator/requeue/bread.v1 by CN=operator {\"dryRun\":true}");
    }

    @Test
    void saysWhyAServiceDoesNot() {
        cook.answers(404, "");
        assertThat(requeue("cook", "bread.v1").err()).contains("does not read bread.v1, or has no database");

        cook.answers(409, "{\"status\":409}");
        assertThat(requeue("cook", "bread.v1").err()).contains("running there already");
        assertThat(requeue("cook", "bread.v1").code()).isEqualTo(1);
    }

    @Test
    void asksNobodyAboutATopicThatCannotBe() {
        assertThat(requeue("cook", "../keys").code()).isEqualTo(2);
        assertThat(cook.asked).isEmpty();
    }

    private static String report(int applied, String refused, int left) {
        return "{\"records\":3,\"applied\":%d,\"repeated\":1,\"skipped\":0,\"refused\":%s,\"left\":%d}".formatted(applied,
                refused, left);
    }

    private Typed requeue(String... words) {
        var all = new ArrayList<>(List.of("requeue"));
        all.addAll(List.of(words));
        all.addAll(List.of("--target", folder.resolve("target.json").toString()));
        return Typed.of(all.toArray(String[]::new));
    }
}
