package dev.gatehouse.authorization;

import java.util.List;

/**
 * An entry of somebody who is not in the catalog, which nevertheless reaches into it. It is never touched, and fails a
 * verification.
 *
 * @param resources what of the catalog it opens, or, when it denies, shuts for everybody
 */
public record Foreign(Binding binding, List<String> resources) {
    public Foreign {
        resources = List.copyOf(resources);
    }
}
