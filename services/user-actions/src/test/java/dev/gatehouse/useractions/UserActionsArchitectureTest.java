package dev.gatehouse.useractions;

import dev.gatehouse.test.ServiceArchitecture;

class UserActionsArchitectureTest implements ServiceArchitecture {
    @Override
    public Class<?> application() {
        return UserActionsApplication.class;
    }
}
