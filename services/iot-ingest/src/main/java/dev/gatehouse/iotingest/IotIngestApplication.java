package dev.gatehouse.iotingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class IotIngestApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(IotIngestApplication.class, arguments);
    }
}
