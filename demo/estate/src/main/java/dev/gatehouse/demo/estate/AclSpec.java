package dev.gatehouse.demo.estate;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One right: this principal may do this with this one resource, from any host.
 *
 * @param principal name without {@code User:}, the common name of a certificate
 */
public record AclSpec(String principal, ResourceType resourceType, String resourceName, AclOperation operation) {
    private static final String WILDCARD = "*";

    public AclSpec {
        if (isNotAName(principal) || isNotAName(resourceName) || operation == AclOperation.ALL)
            throw new IllegalArgumentException("'%s may %s %s %s': each right is given by name, there is no 'all'"
                    .formatted(principal, operation, resourceType, resourceName));
    }

    private static boolean isNotAName(String name) {
        return name.isBlank() || name.equals(WILDCARD);
    }

    AclBinding binding() {
        return new AclBinding(new ResourcePattern(resourceType, resourceName, PatternType.LITERAL),
                new AccessControlEntry("User:" + principal, WILDCARD, operation, AclPermissionType.ALLOW));
    }
}
