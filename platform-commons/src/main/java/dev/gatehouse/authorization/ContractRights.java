package dev.gatehouse.authorization;

import java.util.List;

import dev.gatehouse.authorization.Decision.Allowed;
import dev.gatehouse.authorization.Decision.Denied;
import dev.gatehouse.authorization.TopicFamily.Quarantine;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.names.ServiceName;

/**
 * By the contract of one service, within its process: so that it is refused before the broker refuses it, with a message that
 * names the file. A contract knows no lines, and nothing of topics that do not concern its service.
 */
public final class ContractRights implements Rights {
    private final Contract contract;

    public ContractRights(Contract contract) {
        this.contract = contract;
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
        if (!service.equals(contract.service()))
            return new Denied("this is the contract of %s, which says nothing about what %s may do"
                    .formatted(contract.service(), service), List.of());
        for (var known : contract.topics()) {
            var family = TopicFamily.of(topic, known.topic());
            if (family.isPresent())
                return decide(known, family.get(), writing);
        }
        return new Denied("the contract of %s has no topic %s".formatted(service, topic),
                List.of(new MissingLine(descriptor(service), 0, writing ? "topics" : "consumes", topic)));
    }

    private Decision decide(TopicContract topic, TopicFamily family, boolean writing) {
        var service = contract.service();
        if (family instanceof Quarantine quarantine && !quarantine.belongsTo(service))
            return new Denied("%s holds what %s refused, for %s alone".formatted(topic.physical() + ".quarantine." +
                    quarantine.reader(), quarantine.reader(), quarantine.reader()), List.of());
        var asWriter = writing && !(family instanceof Quarantine);
        var allowed = asWriter
                ? topic.writer(service).filter(writer -> writer.until() == null).isPresent()
                : topic.reader(service).isPresent();
        var role = asWriter ? "writer" : "reader";
        return allowed
                ? new Allowed("the contract of %s has it as a %s of %s".formatted(service, role, topic.topic()))
                : new Denied("the contract of %s does not have it as a %s of %s".formatted(service, role, topic.topic()),
                        List.of(new MissingLine(descriptor(topic.owner()), 0, "topics.%s.%ss".formatted(topic.topic(), role),
                                service.value())));
    }

    private static String descriptor(ServiceName service) {
        return "services/%s/src/main/resources/service.yml".formatted(service);
    }
}
