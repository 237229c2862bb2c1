package dev.gatehouse.iotingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@EnableScheduling
public class IotIngestApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(IotIngestApplication.class, arguments);
    }
}
