package dev.gatehouse.benchmarks.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;

/** What is written in an afternoon: one worker that locks rows, sends them, waits, deletes them and commits. */
final class SkipLockedRelay {
    private static final int ROWS = 2_000;
    private final Shop shop;

    SkipLockedRelay(Shop shop) {
        this.shop = shop;
    }

    /** Until nothing is left. */
    void drain(KafkaProducer<byte[], byte[]> producer) throws SQLException, ExecutionException, InterruptedException {
        try (var connection = shop.connections("shop").getConnection()) {
            connection.setAutoCommit(false);
            try (var select = connection.prepareStatement(
                    "SELECT id, topic, subject, headers, value FROM outbox ORDER BY id LIMIT " + ROWS
                            + " FOR UPDATE SKIP LOCKED");
                    var delete = connection.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)")) {
                while (true) {
                    var ids = new ArrayList<Long>();
                    var sent = new ArrayList<Future<RecordMetadata>>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            ids.add(rows.getLong(1));
                            var record = new ProducerRecord<>(rows.getString(2),
                                    rows.getString(3).getBytes(StandardCharsets.UTF_8), rows.getBytes(5));
                            addHeaders(record, rows.getBytes(4));
                            sent.add(producer.send(record));
                        }
                    }
                    if (ids.isEmpty())
                        return;
                    for (var future : sent)
                        future.get();
                    delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
                    delete.executeUpdate();
                    connection.commit();
                }
            }
        }
    }

    private static void addHeaders(ProducerRecord<byte[], byte[]> record, byte[] stored) {
        var in = ByteBuffer.wrap(stored);
        while (in.hasRemaining()) {
            var name = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(name);
            var value = new byte[in.getInt()];
            in.get(value);
            record.headers().add(new RecordHeader(new String(name, StandardCharsets.UTF_8), value));
        }
    }
}
