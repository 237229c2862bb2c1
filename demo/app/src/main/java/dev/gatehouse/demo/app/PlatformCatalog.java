package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.DescriptorFile;
import dev.gatehouse.catalog.Problem;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.demo.estate.AclSpec;
import dev.gatehouse.demo.estate.TopicSpec;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** What the descriptors of the project say, in the words of the broker that is started here. */
record PlatformCatalog(Catalog catalog, Realm realm) {
    static PlatformCatalog read(Installation installation, Realm realm) {
        var files = installation.descriptors().stream().map(file -> descriptor(installation.root(), file)).toList();
        return switch (Catalog.check(files)) {
            case Catalog.Valid(var catalog) -> new PlatformCatalog(catalog, realm);
            case Catalog.Problems(var problems) -> throw new CommandFailedException(ExitCode.DIFFERENCE,
                    "the descriptors of the services do not agree:\n" + lines(problems),
                    "Change the files that are named, then start again");
        };
    }

    private static DescriptorFile descriptor(Path root, Path file) {
        try {
            return DescriptorFile.read(file, root.relativize(file).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(Collection<Problem> problems) {
        return String.join("\n", problems.stream().map(problem -> "  " + problem).toList());
    }

    List<String> services() {
        return catalog.services().stream().map(ServiceName::value).toList();
    }

    Contract contractOf(String service) {
        return catalog.contractOf(new ServiceName(service), realm, (topic, reader) -> Optional.empty());
    }

    List<TopicSpec> topics() {
        return catalog.topics(Replication.ONE_BROKER).stream()
                .map(topic -> new TopicSpec(topic.name(), topic.partitions(), topic.settings())).toList();
    }

    /** The services' rights, and those of the job that applies a catalog. */
    List<AclSpec> acls() {
        return new Wanted(catalog, realm, Replication.ONE_BROKER).bindings().stream()
                .map(right -> new AclSpec(right.who(), ResourceType.valueOf(right.resourceType()), right.resource(),
                        AclOperation.valueOf(right.operation())))
                .toList();
    }
}
