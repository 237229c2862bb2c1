package dev.gatehouse.useractions;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@EnableScheduling
public class UserActionsApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(UserActionsApplication.class, arguments);
    }
}
