package dev.gatehouse.test;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The rules for the classes of a service. A test class that implements it, and names the application, has its tests. */
public interface ServiceArchitecture {
    ArchRule EVENTS_GO_THROUGH_THE_PLATFORM = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework.kafka..", "org.apache.kafka..")
            .because(
                    "a @KafkaListener, a KafkaTemplate or a client of one's own goes round the seal, the quarantine and the commit"
                            + " after handling: publish with DirectEvents, consume with an EventHandler");

    ArchRule DOORS_ARE_THE_PLATFORMS = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework.security.config..",
                    "org.springframework.security.web..", "org.springframework.security.oauth2..", "javax.net.ssl..")
            .because("who may call is decided by the platform, for all services alike: say it in gatehouse.api.clients, and take"
                    + " the caller as @AuthenticationPrincipal");

    /** The class with {@code @SpringBootApplication}; its package is the service. */
    Class<?> application();

    @Test
    default void modulesUseEachOtherOnlyThroughWhatTheyShow() {
        ApplicationModules.of(application()).verify();
    }

    @Test
    default void hasNoKafkaOfItsOwn() {
        check(EVENTS_GO_THROUGH_THE_PLATFORM);
    }

    @Test
    default void hasNoDoorOfItsOwn() {
        check(DOORS_ARE_THE_PLATFORMS);
    }

    private void check(ArchRule rule) {
        rule.check(new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(application().getPackageName()));
    }
}
