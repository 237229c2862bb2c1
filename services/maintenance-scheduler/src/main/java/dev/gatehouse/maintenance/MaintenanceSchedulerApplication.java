package dev.gatehouse.maintenance;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class MaintenanceSchedulerApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(MaintenanceSchedulerApplication.class, arguments);
    }
}
