package dev.gatehouse.useractions;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class UserActionsApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(UserActionsApplication.class, arguments);
    }
}
