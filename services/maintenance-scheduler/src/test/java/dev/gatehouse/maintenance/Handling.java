package dev.gatehouse.maintenance;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.gatehouse.test.TestDatabase;

import static org.awaitility.Awaitility.await;

/** The service's database, and transactions of it such as the inbox runs handlers in. */
public final class Handling {
    public static final TestDatabase DATABASE = TestDatabase.of("maintenance-scheduler");
    public static final JdbcTransactionManager TRANSACTIONS = new JdbcTransactionManager(DATABASE.pool());

    private Handling() {}

    public static void clear() {
        DATABASE.clear("work_order", "watched_device", "inbox", "inbox_position");
    }

    public static void inTransaction(Runnable work) {
        new TransactionTemplate(TRANSACTIONS).executeWithoutResult(status -> work.run());
    }

    /** The second transaction begins when the first has done its work, and the first commits when the second waits for it. */
    public static void secondWaitsForFirst(Runnable first, Runnable second) {
        var worked = new CountDownLatch(1);
        var waits = new CountDownLatch(1);
        var one = CompletableFuture.runAsync(() -> inTransaction(() -> {
            first.run();
            worked.countDown();
            join(waits);
        }), Thread::startVirtualThread);
        join(worked);
        var two = CompletableFuture.runAsync(() -> inTransaction(second), Thread::startVirtualThread);
        await().atMost(Duration.ofSeconds(10)).until(() -> two.isDone() || isAnybodyWaiting());
        waits.countDown();
        CompletableFuture.allOf(one, two).join();
    }

    private static boolean isAnybodyWaiting() {
        return DATABASE.jdbc().sql("SELECT count(*) FROM pg_locks WHERE NOT granted").query(Long.class).single() > 0;
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
