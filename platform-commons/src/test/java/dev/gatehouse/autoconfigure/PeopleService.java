package dev.gatehouse.autoconfigure;

import java.util.concurrent.CompletableFuture;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.gatehouse.names.Person;

/** A service for people as an author writes it: no security code at all. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = {GatehouseKeysAutoConfiguration.class, GatehouseSealingAutoConfiguration.class,
        GatehouseEventsAutoConfiguration.class})
class PeopleService {
    @RestController
    static class Persons {
        @GetMapping("/me")
        String me(@AuthenticationPrincipal Person person) {
            return person.id() + " in " + person.block();
        }

        @PostMapping("/me")
        String post(@AuthenticationPrincipal Person person) {
            return me(person);
        }

        @GetMapping("/later")
        CompletableFuture<String> later(@AuthenticationPrincipal Person person) {
            return CompletableFuture.supplyAsync(() -> me(person));
        }
    }
}
