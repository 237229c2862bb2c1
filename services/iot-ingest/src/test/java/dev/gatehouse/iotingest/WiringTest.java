package dev.gatehouse.iotingest;

import org.junit.jupiter.api.Test;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

import dev.gatehouse.iotingest.device.TestMarks;
import dev.gatehouse.test.ReadablePseudonyms;
import dev.gatehouse.test.SentEvents;
import dev.gatehouse.test.Wiring;

import static org.assertj.core.api.Assertions.assertThat;

class WiringTest {
    @Test
    void marksArePurgedByTheRunningService() {
        try (var service = Wiring.of(IotIngestApplication.class, TestMarks.DATABASE, new SentEvents(),
                new ReadablePseudonyms())) {
            assertThat(service.getBean(ScheduledAnnotationBeanPostProcessor.class).getScheduledTasks()).hasSize(1);
        }
    }
}
