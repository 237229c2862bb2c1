package dev.gatehouse.demo.app;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** That the crash test would see what it counts. */
class AccountTest {
    private final Ledger ledger = new Ledger();
    private final Tally tally = new Tally();

    @BeforeEach
    void aReportThatBecameAWorkOrderAndAReading() {
        ledger.report("report-1", "block-1", System.nanoTime());
        ledger.readings(List.of("reading-1"), "meter-1", System.nanoTime());
        lies(Tally.REPORTS, 0, "report-1", "somebody", 1, "", "");
        lies(Tally.READINGS, 0, "reading-1", "something", 0, "", "");
        lies(Tally.ORDERS, 0, "opened-1", "order-1", 1, Tally.OPENED, "report-1");
    }

    @Test
    void isSettledWhenEachReportHasItsWorkOrder() {
        assertThat(account().isSettled()).isTrue();
    }

    @Test
    void isSettledWhenTheSameEventCameTwiceAndTellsHowMany() {
        lies(Tally.ORDERS, 0, "opened-1", "order-1", 1, Tally.OPENED, "report-1");

        assertThat(account().isSettled()).isTrue();
        assertThat(tally.repeated).isOne();
    }

    @Test
    void missesAnAcknowledgedReadingThatIsNotOnItsTopic() {
        ledger.readings(List.of("reading-2"), "meter-1", System.nanoTime());

        assertThat(account().lost()).containsExactly("no reading reading-2");
    }

    @Test
    void missesTheWorkOrderOfAReport() {
        ledger.report("report-2", "block-1", System.nanoTime());
        lies(Tally.REPORTS, 0, "report-2", "somebody", 2, "", "");

        assertThat(account().lost()).containsExactly("no work order because of report report-2");
    }

    @Test
    void findsASecondWorkOrderBecauseOfOneReport() {
        lies(Tally.ORDERS, 1, "opened-2", "order-2", 1, Tally.OPENED, "report-1");

        assertThat(account().doubled()).containsExactly("2 work orders because of report-1");
    }

    @Test
    void findsAReportThatNobodyWasToldOf() {
        lies(Tally.REPORTS, 0, "report-3", "somebody", 2, "", "");

        assertThat(account().doubled()).containsExactly("no acknowledgement of report report-3");
    }

    @Test
    void findsTwoWorkOrdersThatStandForOneDevice() {
        ledger.readings(List.of("reading-2"), "meter-1", System.nanoTime());
        lies(Tally.READINGS, 0, "reading-2", "something", 0, "", "");
        lies(Tally.ORDERS, 1, "opened-2", "order-2", 1, Tally.OPENED, "reading-1");
        lies(Tally.ORDERS, 1, "opened-3", "order-3", 1, Tally.OPENED, "reading-2");

        assertThat(account().doubled()).containsExactly("2 work orders stand for device meter-1");
    }

    @Test
    void findsAVersionThatIsNotTheNextOne() {
        lies(Tally.ORDERS, 0, "done-1", "order-1", 3, "gatehouse.maintenance.work-order.done", "");
        lies(Tally.ORDERS, 0, "scheduled-1", "order-1", 2, "gatehouse.maintenance.work-order.scheduled", "");

        assertThat(account().disorder()).containsExactly("maintenance.v1 order-1: version 3 behind version 1",
                "maintenance.v1 order-1: version 2 behind version 3");
    }

    @Test
    void findsASubjectInTwoPartitions() {
        lies(Tally.ORDERS, 1, "scheduled-1", "order-1", 2, "gatehouse.maintenance.work-order.scheduled", "");

        assertThat(account().disorder()).containsExactly("maintenance.v1 order-1: in two partitions, 1 is one");
    }

    private Account account() {
        return Account.of(ledger, tally);
    }

    private void lies(String topic, int partition, String id, String subject, long version, String type, String cause) {
        var record = new ConsumerRecord<>(topic, partition, 0, new byte[0], new byte[0]);
        put(record, "ce_id", id);
        put(record, "ce_subject", subject);
        if (version > 0)
            put(record, "ce_sequence", "" + version);
        put(record, "ce_type", type);
        put(record, "ce_causationid", cause);
        tally.count(record);
    }

    private static void put(ConsumerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
