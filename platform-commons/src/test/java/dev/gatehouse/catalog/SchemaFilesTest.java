package dev.gatehouse.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaFilesTest {
    private final Kitchen kitchen = new Kitchen();

    @Test
    void aMissingSchemaIsRefused() {
        kitchen.withoutSchema("baker.yml", "schemas/baked.v1.json").hasOnlyProblem("baker.yml", 10,
                "the schema schemas/baked.v1.json of kitchen.baked cannot be read or is missing", "beside baker.yml");
    }

    @Test
    void anEmptySchemaIsRefused() {
        kitchen.schema("baker.yml", "schemas/baked.v1.json", "").hasOnlyProblem("baker.yml", 10, "is empty or larger than 65536");
    }

    @Test
    void anEnormousSchemaIsRefused() {
        kitchen.schema("baker.yml", "schemas/baked.v1.json", " ".repeat(65_537)).hasOnlyProblem("baker.yml", 10,
                "is empty or larger than 65536");
    }

    @Test
    void aReaderWithoutACopyOfTheSchemaIsRefused() {
        kitchen.withoutSchema("cook.yml", "schemas/baker/baked.v1.json").hasOnlyProblem("cook.yml", 13,
                "the schema of kitchen.baked that baker owns has no copy here",
                "copy schemas/baked.v1.json beside baker.yml to schemas/baker/baked.v1.json beside cook.yml");
    }

    @Test
    void aReaderWhoseCopyDiffersInASingleByteIsRefused() {
        kitchen.schema("cook.yml", "schemas/baker/baked.v1.json", "{\"title\":\"baked\"}").hasOnlyProblem("cook.yml", 13,
                "the schema of kitchen.baked that baker owns differs from the copy here");
    }

    @Test
    void aSchemaThatIsNoJsonIsRefused() {
        kitchen.schema("baker.yml", "schemas/baked.v1.json", "{").schema("cook.yml", "schemas/baker/baked.v1.json", "{")
                .hasOnlyProblem("baker.yml", 10, "the schema schemas/baked.v1.json of kitchen.baked is no JSON");
    }

    @Test
    void aSchemaThatBreaksItsPublishedFormIsRefusedWithPlaceRuleAndRemedy() {
        kitchen.schema("baker.yml", "published/kitchen.baked.json", "{\"properties\":{\"grams\":{}}}").hasOnlyProblem("baker.yml",
                10, "the schema schemas/baked.v1.json of kitchen.baked breaks its published form published/kitchen.baked.json",
                "REMOVED at /properties/grams",
                "declare another type beside it, such as kitchen.baked.v2 with schemas/baked.v2.json");
    }

    @Test
    void aTypeThatGetsAnotherFileForItsSchemaIsHeldAgainstItsPublishedFormTheSame() {
        kitchen.schema("baker.yml", "published/kitchen.baked.json", "{\"type\":\"object\"}")
                .replace("baker.yml", "schemas/baked.v1.json", "schemas/baked.v2.json")
                .schema("baker.yml", "schemas/baked.v2.json", "{}").schema("cook.yml", "schemas/baker/baked.v2.json", "{}")
                .hasOnlyProblem("baker.yml", 10, "VALUES at /type", "schemas/baked.v3.json");
    }

    @Test
    void aSchemaThatOnlyGainsWhatNeedNotBeThereAgrees() {
        assertThat(kitchen.schema("baker.yml", "published/kitchen.baked.json", "{\"title\":\"B\",\"properties\":{}}").problems())
                .isEmpty();
    }

    @Test
    void aSchemaThatCannotBeReadIsRefusedLikeAMissingOne() {
        Schemas broken = path -> {
            throw new UncheckedIOException(new IOException("disk"));
        };
        var outcome = Catalog.check(List.of(new DescriptorFile("cook.yml", Kitchen.COOK, broken)));

        assertThat(outcome).isInstanceOfSatisfying(Catalog.Problems.class,
                found -> assertThat(found.problems()).anySatisfy(p -> assertThat(p.message()).contains("cannot be read")));
    }

    @Test
    void schemasAreFoundBesideTheDescriptorOnDisk(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("schemas"));
        Files.writeString(folder.resolve("schemas/x.json"), "{}");
        var file = DescriptorFile.read(Files.writeString(folder.resolve("service.yml"), "service: x"), "x/service.yml");

        assertThat(file.schemas().read("schemas/x.json")).hasValueSatisfying(bytes -> assertThat(bytes).hasSize(2));
        assertThat(file.schemas().read("schemas/y.json")).isEmpty();
    }
}
