package dev.gatehouse.maintenance.workorder;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How work orders get their visits.
 *
 * @param notice how long after it is planned a visit is
 * @param every how often the planner looks
 */
@ConfigurationProperties("maintenance.planning")
record PlanningProperties(@DefaultValue("PT24H") Duration notice, @DefaultValue("PT1S") Duration every) {
    PlanningProperties {
        if (!notice.isPositive() || !every.isPositive())
            throw new IllegalArgumentException(
                    "maintenance.planning.notice is %s and maintenance.planning.every is %s: both must be longer than nothing"
                            .formatted(notice, every));
    }
}
