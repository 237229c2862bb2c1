package dev.gatehouse.containers;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.demo.estate.Estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

/** The tests of delivery again, with broker and database in containers. */
@Tag("delivery")
class ContainersTest {
    @Test
    void deliveryIsTestedOnContainersToo() {
        if (!Containers.areWanted()) {
            var what = "SKIPPED: delivery on containers. Where there is a Docker engine, run: mvn verify -Pcontainers";
            System.err.println(what);
            abort(what);
        }
        var estate = Estate.shared();

        assertThatThrownBy(() -> estate.broker().process()).hasMessageContaining("no process of this machine");
        assertThatThrownBy(() -> estate.database().process()).hasMessageContaining("no process of this machine");
        assertThat(TestDatabase.value("operator", "SHOW fsync")).isEqualTo("on");
        assertThat(TestDatabase.value("operator", "SHOW data_directory"))
                .isEqualTo(estate.database().settings().folder().resolve("data").toString());
        assertThat(TestDatabase.value("operator", "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                .isEqualTo("TLSv1.3");
    }
}
