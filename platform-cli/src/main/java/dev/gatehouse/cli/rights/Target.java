package dev.gatehouse.cli.rights;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.vault.VaultAddress;

/**
 * A live platform and the identity to meet it with, read from a file such as the demo's {@code demo.json}. Members that are not
 * named here are not looked at.
 *
 * @param ca PEM file of the authority that the broker's certificate is of
 * @param certificate PEM file, chain, leaf first
 * @param key PEM file, PKCS #8
 * @param data folder of a platform on one machine, which has contracts, directory and revocations in it
 * @param urls of services: peer ports by the name in camel case with {@code Peer}
 * @param database JDBC URL of its PostgreSQL, without parameters, when the target has one and the operator is who is meant
 * @param vault its Vault, when the target has one and the operator is who is meant
 */
public record Target(Path file, Realm realm, String bootstrap, Path ca, Path certificate, Path key, Optional<Path> data,
        Map<String, URI> urls, Optional<String> database, Optional<VaultAddress> vault) {
    private static final Pattern CAMEL = Pattern.compile("-([a-z0-9])");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * Reads a target.
     *
     * @param as whose certificate, when the file has those of several; a certificate at its top goes before
     * @throws CommandFailedException when it is not a target
     */
    static Target read(Path file, String as) {
        var json = new Members(file, tree(file));
        if (json.root().path("format").asInt(0) != 1)
            throw json.refuse("member format is not 1");
        var own = json.root().path("certificate").isString();
        var identity = own ? "" : "/identities/" + as;
        if (!own && json.root().at(identity).isMissingNode())
            throw json.refuse("it has no certificate of %s".formatted(as));
        try {
            return new Target(file, new Realm(json.text("/realm")), json.text("/kafka/bootstrap"), json.path("/ca"),
                    json.path(identity + "/certificate"), json.path(identity + "/key"),
                    json.root().at("/dataDir").isString() ? Optional.of(json.path("/dataDir")) : Optional.empty(),
                    json.urls(), json.database(as), json.vault(as));
        } catch (IllegalArgumentException illegal) {
            throw json.refuse(String.valueOf(illegal.getMessage()));
        }
    }

    /** Whether contracts and keys are files here. */
    public boolean isLocal() {
        return realm.isLocal();
    }

    /**
     * The data folder of a platform on one machine.
     *
     * @throws CommandFailedException when it is none, or its folder is not told
     */
    public Path localData() {
        return data.filter(folder -> isLocal()).orElseThrow(() -> new CommandFailedException(ExitCode.USAGE,
                "%s is no platform on one machine: it has no dataDir, or its realm %s is not a local one".formatted(file, realm),
                "Name the demo.json of a demo, or add its dataDir; keys that are kept elsewhere are not this version's affair"));
    }

    /** Where a service listens for its peers: as told, else {@code https://<service>:8444}. */
    public URI peer(ServiceName service) {
        var camel = CAMEL.matcher(service.value()).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
        return urls.getOrDefault(camel + "Peer", URI.create("https://%s:8444".formatted(service)));
    }

    /** What a Kafka client needs for mutual TLS 1.3 with host name verification. The caller may add to the map. */
    public Map<String, Object> kafka(Duration patience) {
        return new HashMap<>(Map.ofEntries(Map.entry("bootstrap.servers", bootstrap),
                Map.entry("client.id", "gatehouse-cli-" + ProcessHandle.current().pid()),
                Map.entry("security.protocol", "SSL"), Map.entry("ssl.enabled.protocols", "TLSv1.3"),
                Map.entry("ssl.endpoint.identification.algorithm", "https"), Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.certificates", readable(ca)), Map.entry("ssl.keystore.type", "PEM"),
                Map.entry("ssl.keystore.key", readable(key)),
                Map.entry("ssl.keystore.certificate.chain", readable(certificate)),
                Map.entry("default.api.timeout.ms", (int) patience.toMillis()),
                Map.entry("request.timeout.ms", (int) patience.toMillis())));
    }

    public static String readable(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.USAGE,
                    "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()),
                    "Name a file that you may read, or let the target name one", e);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return MAPPER.readTree(readable(file));
        } catch (JacksonException e) {
            throw new CommandFailedException(ExitCode.USAGE, "%s is not JSON".formatted(file),
                    "Name the demo.json of a demo, or a target file as docs/cli.md describes it", e);
        }
    }

    /** Relative paths are meant from the folder of the file. */
    private record Members(Path file, JsonNode root) {
        String text(String pointer) {
            var value = root.at(pointer);
            if (!value.isString() || value.stringValue().isBlank())
                throw refuse("member %s is missing".formatted(pointer.substring(1).replace('/', '.')));
            return value.stringValue();
        }

        /** Parameters would go before what makes the connection safe. */
        Optional<String> database(String as) {
            var url = root.at("/database/url");
            if (url.isMissingNode() || !as.equals(PlatformOption.OPERATOR))
                return Optional.empty();
            if (!url.isString() || !url.stringValue().matches("jdbc:postgresql://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[a-z0-9_]+"))
                throw refuse("member database.url is not jdbc:postgresql://<host>:<port>/<database>");
            return Optional.of(url.stringValue());
        }

        Optional<VaultAddress> vault(String as) {
            return root.at("/vault/url").isMissingNode() || !as.equals(PlatformOption.OPERATOR)
                    ? Optional.empty()
                    : Optional.of(VaultAddress.of(text("/vault/url")));
        }

        Path path(String pointer) {
            return file.toAbsolutePath().resolveSibling(text(pointer));
        }

        Map<String, URI> urls() {
            var urls = new HashMap<String, URI>();
            for (var url : root.path("urls").properties())
                urls.put(url.getKey(), URI.create(url.getValue().asString("")));
            return urls;
        }

        CommandFailedException refuse(String what) {
            return new CommandFailedException(ExitCode.USAGE, "%s is not a target: %s".formatted(file, what),
                    "Name the demo.json of a demo, or a target file as docs/cli.md describes it");
        }
    }
}
