package dev.gatehouse.iotingest;

import dev.gatehouse.test.ServiceArchitecture;

class IotIngestArchitectureTest implements ServiceArchitecture {
    @Override
    public Class<?> application() {
        return IotIngestApplication.class;
    }
}
