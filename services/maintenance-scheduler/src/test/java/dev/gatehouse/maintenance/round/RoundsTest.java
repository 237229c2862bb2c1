package dev.gatehouse.maintenance.round;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

import dev.gatehouse.events.Events;
import dev.gatehouse.maintenance.Handling;
import dev.gatehouse.maintenance.MaintenanceSchedulerApplication;
import dev.gatehouse.maintenance.Received;
import dev.gatehouse.maintenance.workorder.Place;
import dev.gatehouse.maintenance.workorder.Reason;
import dev.gatehouse.maintenance.workorder.WorkOrders;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.test.PublishedEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RoundsTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
            .withPropertyValues("spring.threads.virtual.enabled=true");

    @Test
    void aWorkOrderIsScheduledAndDoneWithoutAnythingComingIn() {
        Handling.clear();
        var events = new PublishedEvents();
        application.withConfiguration(AutoConfigurations.of(JdbcTemplateAutoConfiguration.class,
                JdbcClientAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
                TransactionAutoConfiguration.class))
                .withPropertyValues("maintenance.planning.every=PT0.01S", "maintenance.planning.notice=PT0.1S")
                .withBean(DataSource.class, Handling.DATABASE::pool, bean -> bean.setDestroyMethodName(""))
                .withBean(Events.class, () -> events).withBean(InstantSource.class, InstantSource::system)
                .withUserConfiguration(Service.class).run(context -> {
                    context.getBean(WorkOrders.class).open(new Place(new BlockName("block-a"), null), Reason.FAULT_REPORT,
                            Received.report("report"));

                    await().atMost(Duration.ofSeconds(20)).until(() -> events.types().contains("WorkOrderDone"));
                    assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderScheduled", "WorkOrderDone");
                });
    }

    @Test
    void theEndOfTheServiceWaitsForTheRoundThatIsUnderWay() {
        var slow = new Slow();
        application.withUserConfiguration(Rounds.class).withBean(Round.class, () -> slow).run(context -> {
            var scheduler = context.getBean(SimpleAsyncTaskScheduler.class);
            await().until(() -> slow.begun.getCount() == 0);
            var closing = CompletableFuture.runAsync(context.getSourceApplicationContext()::close, Thread::startVirtualThread);
            await().until(() -> !scheduler.isRunning());
            slow.end.countDown();
            closing.join();

            assertThat(slow.ended).isTrue();
        });
    }

    @ComponentScan(basePackageClasses = MaintenanceSchedulerApplication.class, excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = MaintenanceSchedulerApplication.class))
    static class Service {}

    private static final class Slow implements Round {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile boolean ended;

        @Override
        public String missing() {
            return "nothing";
        }

        @Override
        public Duration pause() {
            return Duration.ofHours(1);
        }

        @Override
        public boolean step() {
            begun.countDown();
            try {
                end.await();
                ended = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }
    }
}
