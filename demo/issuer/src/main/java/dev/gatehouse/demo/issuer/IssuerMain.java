package dev.gatehouse.demo.issuer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * The issuer in a process of its own. Takes a file of properties: {@code url}, {@code address}, {@code port}, {@code audience},
 * {@code residents} ({@code ada@block-a, ben@block-b}), {@code identity} (a folder with certificate.pem and key.pem) and
 * {@code secrets} (a folder, into which it puts a file for each client, named like it).
 */
final class IssuerMain {
    private IssuerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        var issuer = Issuer.start(settings(properties), certificate(Path.of(required(properties, "identity"))));
        Runtime.getRuntime().addShutdownHook(new Thread(issuer::close, "issuer-end"));
        for (var client : issuer.clients())
            write(Path.of(required(properties, "secrets")).resolve(client.id()), client.secret());
        new CountDownLatch(1).await();
    }

    private static IssuerSettings settings(Properties properties) {
        return new IssuerSettings(URI.create(required(properties, "url")), required(properties, "address"),
                Integer.parseInt(required(properties, "port")), required(properties, "audience"),
                residents(required(properties, "residents")));
    }

    private static List<Resident> residents(String list) {
        return Arrays.stream(list.split(",", -1)).map(entry -> entry.strip().split("@", -1))
                .map(parts -> new Resident(parts[0], parts[1])).toList();
    }

    private static IssuerCertificate certificate(Path folder) throws IOException {
        return new IssuerCertificate(Files.readString(folder.resolve("certificate.pem")),
                Files.readString(folder.resolve("key.pem")));
    }

    private static void write(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }

    private static String required(Properties properties, String key) {
        var value = properties.getProperty(key);
        if (value == null)
            throw new IllegalArgumentException("the file of properties has no " + key);
        return value;
    }
}
