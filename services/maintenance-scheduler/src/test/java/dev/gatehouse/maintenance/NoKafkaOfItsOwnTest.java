package dev.gatehouse.maintenance;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.annotation.KafkaListener;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packages = "dev.gatehouse.maintenance", importOptions = ImportOption.DoNotIncludeTests.class)
class NoKafkaOfItsOwnTest {
    @ArchTest
    static final ArchRule EVENTS_GO_THROUGH_THE_PLATFORM = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework.kafka..", "org.apache.kafka..")
            .because(
                    "a @KafkaListener, a KafkaTemplate or a client of one's own goes round the seal, the quarantine and the commit"
                            + " after handling: publish with DirectEvents, consume with an EventHandler");

    @Test
    void findsAListenerOfAServicesOwn() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        assertThat(EVENTS_GO_THROUGH_THE_PLATFORM.evaluate(offender).hasViolation()).isTrue();
    }

    private static final class Offender {
        @KafkaListener(topics = "sensor-readings.v1")
        @SuppressWarnings("unused") // found by its byte code alone
        void listen(byte[] record) {}
    }
}
