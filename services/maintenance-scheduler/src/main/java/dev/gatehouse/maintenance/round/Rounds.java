package dev.gatehouse.maintenance.round;

import java.util.List;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Goes every round there is, one at a time, until the service ends. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Rounds implements SchedulingConfigurer {
    private final List<Round> rounds;

    Rounds(List<Round> rounds) {
        this.rounds = rounds;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        rounds.forEach(round -> tasks.addFixedDelayTask(new Going(round), round.pause()));
    }
}
