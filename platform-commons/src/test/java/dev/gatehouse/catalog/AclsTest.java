package dev.gatehouse.catalog;

import org.junit.jupiter.api.Test;

import dev.gatehouse.catalog.Acl.Operation;
import dev.gatehouse.catalog.Acl.ResourceType;

import static org.assertj.core.api.Assertions.assertThat;

class AclsTest {
    private final Catalog catalog = new Kitchen().catalog();

    @Test
    void theOnesWhoseReadersAndWritersAreDeclaredAreTheWholeMatrix() {
        assertThat(catalog.acls()).extracting(acl -> "%s %s %s %s".formatted(acl.principal(), acl.resourceType(), acl.resource(),
                acl.operation())).filteredOn(acl -> !acl.endsWith("DESCRIBE")).containsExactly("baker TOPIC bread.v1 WRITE",
                        "baker TOPIC bread.v1.grants WRITE", "baker TOPIC meals.v1 READ", "baker TOPIC meals.v1.grants READ",
                        "baker TOPIC meals.v1.quarantine.baker READ", "baker TOPIC meals.v1.quarantine.baker WRITE",
                        "baker GROUP baker READ", "cook TOPIC bread.v1 READ", "cook TOPIC bread.v1.grants READ",
                        "cook TOPIC bread.v1.quarantine.cook READ", "cook TOPIC bread.v1.quarantine.cook WRITE",
                        "cook TOPIC meals.v1 WRITE", "cook TOPIC meals.v1.grants WRITE", "cook GROUP cook READ");
    }

    @Test
    void theMatrixIsClosedUnderWhatKafkaImplies() {
        assertThat(catalog.acls()).allSatisfy(acl -> assertThat(catalog.acls())
                .contains(new Acl(acl.principal(), acl.resourceType(), acl.resource(), Operation.DESCRIBE)));
    }

    @Test
    void whoHasARightHasItOnAResourceOfTheCatalogAlone() {
        var topics = catalog.topics(Replication.ONE_BROKER).stream().map(CatalogTopic::name).toList();

        assertThat(catalog.acls()).allSatisfy(acl -> {
            if (acl.resourceType() == ResourceType.TOPIC)
                assertThat(topics).contains(acl.resource());
            else
                assertThat(acl.resource()).isEqualTo(acl.principal().value());
        });
    }

    @Test
    void aListedWriterWritesInTheOwnersStead() {
        var handedOver = new Kitchen().replace("baker.yml", "key:", "writers: [cook]\n    key:").catalog();

        assertThat(handedOver.acls()).filteredOn(acl -> acl.resource().equals("bread.v1") && acl.operation() == Operation.WRITE)
                .extracting(acl -> acl.principal().value()).containsExactly("cook");
    }

    @Test
    void aWriterWithUntilHasLostTheRightToWrite() {
        var leaving = new Kitchen()
                .replace("baker.yml", "key:", "writers: [baker, { service: waiter, until: 2026-01-01T00:00:00Z }]\n    key:")
                .catalog();

        assertThat(leaving.acls()).extracting(acl -> acl.principal().value()).doesNotContain("waiter");
    }

    @Test
    void aServiceThatReadsNothingHasNoGroup() {
        var writer = new Kitchen().replace("baker.yml", "consumes:\n  meals.v1: { from: cook }\n", "")
                .replace("cook.yml", "readers: [baker]", "readers: [cook]")
                .replace("cook.yml", "consumes:", "consumes:\n  meals.v1: { from: cook }").catalog();

        assertThat(writer.acls()).filteredOn(acl -> acl.resourceType() == ResourceType.GROUP).extracting(Acl::resource)
                .containsOnly("cook");
    }
}
