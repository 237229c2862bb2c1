package dev.gatehouse.authorization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import dev.gatehouse.authorization.Decision.Allowed;
import dev.gatehouse.authorization.Decision.Denied;
import dev.gatehouse.authorization.TopicFamily.Data;
import dev.gatehouse.authorization.TopicFamily.Grants;
import dev.gatehouse.authorization.TopicFamily.Quarantine;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Declaration;
import dev.gatehouse.catalog.Place;
import dev.gatehouse.names.ServiceName;

/** By the descriptors of the whole platform: knows the file and the line. */
public final class CatalogRights implements Rights {
    private final Catalog catalog;

    public CatalogRights(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Decision mayRead(ServiceName service, String topic) {
        return decide(service, topic, false);
    }

    @Override
    public Decision mayWrite(ServiceName service, String topic) {
        return decide(service, topic, true);
    }

    private Decision decide(ServiceName service, String topic, boolean writing) {
        var place = catalog.place(service);
        if (place.isEmpty())
            return Catalog.reserved(service).<Decision>map(by -> reserved(service, by)).orElseGet(() -> unknown(service));
        for (var declared : catalog.declarations()) {
            var family = TopicFamily.of(topic, declared.topic());
            if (family.isPresent())
                return decide(service, place.get(), declared, family.get(), writing);
        }
        var names = new TreeSet<String>();
        catalog.declarations().forEach(declared -> names.add(declared.topic().value()));
        return new Denied("no service declares a topic %s; there are %s".formatted(topic, names), List.of());
    }

    private Decision decide(ServiceName service, Place place, Declaration declared, TopicFamily family, boolean writing) {
        return switch (family) {
            case Data data -> writing ? write(service, declared, "") : read(service, place, declared, "");
            case Grants grants -> writing
                    ? write(service, declared, ", and whoever writes a topic writes its grants")
                    : read(service, place, declared, ", and whoever reads a topic reads its grants");
            case Quarantine quarantine -> quarantine(service, place, declared, quarantine);
        };
    }

    private Decision read(ServiceName service, Place place, Declaration declared, String hence) {
        var listed = declared.readers().get(service);
        if (listed != null)
            return new Allowed("%s lists %s among the readers of %s%s".formatted(listed, service, declared.topic(), hence));
        var missing = new ArrayList<MissingLine>();
        missing.add(new MissingLine(declared.place().file(), declared.place().line(), "topics." + declared.topic(),
                "readers: " + with(declared.readers().keySet(), service)));
        missing.add(new MissingLine(place.file(), 0, "consumes",
                "%s: { from: %s }".formatted(declared.topic(), declared.owner())));
        return new Denied("%s, the owner of %s, does not list %s among its readers".formatted(declared.owner(), declared.topic(),
                service), missing);
    }

    private static Decision write(ServiceName service, Declaration declared, String hence) {
        var listed = declared.writers().get(service);
        if (listed != null)
            return new Allowed("%s makes %s a writer of %s%s".formatted(listed, service, declared.topic(), hence));
        var ended = declared.ended().get(service);
        var missing = new MissingLine(declared.place().file(), declared.place().line(), "topics." + declared.topic(),
                "writers: " + with(declared.writers().keySet(), service));
        var why = ended == null
                ? "%s, the owner of %s, does not list %s among its writers".formatted(declared.owner(), declared.topic(), service)
                : "%s is on its way out as a writer of %s (%s, until %s) and has lost the right".formatted(service,
                        declared.topic(), ended.place(), ended.until());
        return new Denied(why, List.of(missing));
    }

    private Decision quarantine(ServiceName service, Place place, Declaration declared, Quarantine quarantine) {
        var name = declared.topic() + ".quarantine." + quarantine.reader();
        if (!quarantine.belongsTo(service))
            return new Denied("%s holds what %s refused, for %s alone; no line of a descriptor opens it to anybody else"
                    .formatted(name, quarantine.reader(), quarantine.reader()), List.of());
        return read(service, place, declared, ", and a reader has its own quarantine");
    }

    private static Denied reserved(ServiceName name, String by) {
        return new Denied(
                "%s stands for %s, and can be no service; whoever bears that name has no keys, and sees ciphertext at most"
                        .formatted(name, by),
                List.of());
    }

    private static Denied unknown(ServiceName service) {
        return new Denied(
                "no descriptor describes a service %s; whoever is not in the catalog has neither rights nor keys"
                        .formatted(service),
                List.of(new MissingLine("services/%s/src/main/resources/service.yml".formatted(service), 0,
                        "a descriptor of its own", "service: " + service)));
    }

    private static String with(Collection<ServiceName> listed, ServiceName another) {
        var all = new TreeSet<>(listed);
        all.add(another);
        return all.toString();
    }
}
