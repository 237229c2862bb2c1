package dev.gatehouse.contract;

import java.io.IOException;
import java.nio.file.Files;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;

import dev.gatehouse.catalog.Project;

import static org.assertj.core.api.Assertions.assertThat;

/** The published schema of the file says the same as the code that writes it. */
class ContractSchemaTest {
    private static final String GOOD = ContractJson.write(SampleContract.contract());

    private final Schema schema = published();

    @Test
    void whatIsWrittenFitsThePublishedSchema() {
        assertThat(schema.validate(GOOD, InputFormat.JSON)).isEmpty();
    }

    @Test
    void thePublishedSchemaKnowsNoOtherMembers() {
        var more = GOOD.replace("\"owner\" :", "\"note\" : 1, \"owner\" :");

        assertThat(schema.validate(more, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void thePublishedSchemaDemandsTheFormat() {
        assertThat(schema.validate(GOOD.replace("\"format\" : 1", "\"format\" : 2"), InputFormat.JSON)).isNotEmpty();
    }

    private static Schema published() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Project.root().resolve("docs/schemas/contract-1.schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
