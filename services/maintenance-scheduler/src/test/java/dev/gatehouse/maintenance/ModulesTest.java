package dev.gatehouse.maintenance;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    @Test
    void modulesUseEachOtherOnlyThroughWhatTheyShow() {
        ApplicationModules.of(MaintenanceSchedulerApplication.class).verify();
    }
}
