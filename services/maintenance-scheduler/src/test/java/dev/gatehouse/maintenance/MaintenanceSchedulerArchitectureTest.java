package dev.gatehouse.maintenance;

import dev.gatehouse.test.ServiceArchitecture;

class MaintenanceSchedulerArchitectureTest implements ServiceArchitecture {
    @Override
    public Class<?> application() {
        return MaintenanceSchedulerApplication.class;
    }
}
