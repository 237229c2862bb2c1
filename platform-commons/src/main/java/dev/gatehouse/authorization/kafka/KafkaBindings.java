package dev.gatehouse.authorization.kafka;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.Binding.Pattern;

/** Entries of a broker in our words, and back. */
final class KafkaBindings {
    private KafkaBindings() {}

    static Binding read(AclBinding acl) {
        var pattern = acl.pattern();
        var entry = acl.entry();
        return new Binding(entry.principal(), entry.host(), pattern.resourceType().name(), switch (pattern.patternType()) {
            case LITERAL -> Pattern.LITERAL;
            case PREFIXED -> Pattern.PREFIXED;
            default -> Pattern.UNKNOWN;
        }, pattern.name(), entry.operation().name(), entry.permissionType() != AclPermissionType.DENY);
    }

    /** Only for entries that a broker showed, or that were made of a catalog. */
    static AclBinding write(Binding binding) {
        return new AclBinding(
                new ResourcePattern(ResourceType.valueOf(binding.resourceType()), binding.resource(),
                        PatternType.valueOf(binding.pattern().name())),
                new AccessControlEntry(binding.principal(), binding.host(), AclOperation.valueOf(binding.operation()),
                        binding.allow() ? AclPermissionType.ALLOW : AclPermissionType.DENY));
    }
}
