package dev.gatehouse.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.github.dockerjava.api.model.Bind;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

import dev.gatehouse.demo.estate.DatabaseSettings;

/**
 * PostgreSQL's image under the estate's configuration: TLS 1.3 and client certificates, role = common name, what was acknowledged
 * on the disk. Its data are in a folder of this machine, under the same path, so that tests may copy them and put them back.
 */
final class DatabaseContainer extends PostgreSQLContainer {
    /** Run by the image when it has made the data, before it serves anybody. */
    private static final String MAKE = """
            psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
            REVOKE ALL ON DATABASE gatehouse FROM PUBLIC;
            REVOKE ALL ON DATABASE postgres FROM PUBLIC;
            REVOKE ALL ON DATABASE template1 FROM PUBLIC;
            ALTER ROLE operator PASSWORD NULL;
            SQL
            cp /gatehouse/* "$PGDATA"
            chmod 600 "$PGDATA"/server.key
            """;

    private final DatabaseSettings settings;

    DatabaseContainer(DatabaseSettings settings, Path configuration) {
        super(DockerImageName.parse("postgres:18"));
        this.settings = settings;
        var data = settings.folder().resolve("data");
        setExposedPorts(List.of(settings.port()));
        setPortBindings(List.of("127.0.0.1:%1$d:%1$d".formatted(settings.port())));
        // Testcontainers' own command would switch fsync off.
        setCommand("postgres");
        setWaitStrategy(new AtOnce());
        withUsername(DatabaseSettings.OPERATOR).withDatabaseName(DatabaseSettings.NAME);
        withEnv("POSTGRES_INITDB_ARGS", "--locale=C");
        withEnv("PGDATA", data.toString());
        withCopyToContainer(Transferable.of(MAKE, 0644), "/docker-entrypoint-initdb.d/gatehouse.sh");
        copyAll(configuration);
        var owner = make(data);
        withCreateContainerCmdModifier(create -> {
            create.getHostConfig().withBinds(Bind.parse(data + ":" + data));
            // The image itself changes from root to a user of its own, and takes the folder with it.
            if (owner != 0)
                create.withUser(owner + ":" + owner);
        });
    }

    /** The port within is the same as here, and not PostgreSQL's usual one. */
    @Override
    public String getJdbcUrl() {
        return settings.jdbcUrl();
    }

    private void copyAll(Path configuration) {
        try (var files = Files.list(configuration)) {
            for (var file : files.toList())
                withCopyToContainer(Transferable.of(Files.readString(file, StandardCharsets.UTF_8), 0644),
                        "/gatehouse/" + file.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By whoever runs the tests, who can read what is written there; as the engine made it, it would be root's. */
    private static int make(Path data) {
        try {
            Files.createDirectories(data);
            return (int) Files.getAttribute(data, "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
