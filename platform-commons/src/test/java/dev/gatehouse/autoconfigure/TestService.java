package dev.gatehouse.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.gatehouse.names.Device;

/** A service as an author writes it: no security code at all. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = {GatehouseKeysAutoConfiguration.class, GatehouseSealingAutoConfiguration.class,
        GatehouseEventsAutoConfiguration.class})
class TestService {
    static ConfigurableApplicationContext start(Path folder, String... more) {
        var arguments = new ArrayList<>(List.of("--gatehouse.realm=" + TestEstate.REALM, "--gatehouse.local.folder=" + folder,
                "--server.port=0", "--management.server.port=0", "--spring.main.banner-mode=off",
                "--management.endpoint.health.group.readiness.include=readinessState,identity"));
        arguments.addAll(List.of(more));
        var application = new SpringApplication(TestService.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setRegisterShutdownHook(false);
        return application.run(arguments.toArray(String[]::new));
    }

    static int apiPort(ConfigurableApplicationContext service) {
        return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    static int peerPort(ConfigurableApplicationContext service) {
        return service.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    @RestController
    static class Readings {
        @GetMapping("/me")
        String me(@AuthenticationPrincipal Device device) {
            return device.id() + " in " + device.block();
        }

        @GetMapping("/number")
        String number(@RequestParam int value) {
            return "" + value;
        }

        @GetMapping("/later")
        CompletableFuture<String> later(@AuthenticationPrincipal Device device) {
            return CompletableFuture.supplyAsync(() -> device.id().value());
        }

        @GetMapping("/never")
        CompletableFuture<String> never() {
            return CompletableFuture.failedFuture(new NotPlausible());
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("canary");
        }
    }

    @RestControllerAdvice
    static class Advice {
        @ExceptionHandler(NotPlausible.class)
        ProblemDetail refuse(NotPlausible refused) {
            var problem = ProblemDetail.forStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            problem.setType(URI.create("urn:gatehouse:not-plausible"));
            return problem;
        }
    }

    static final class NotPlausible extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
