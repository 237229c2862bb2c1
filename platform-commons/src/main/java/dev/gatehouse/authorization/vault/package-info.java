/** What a catalog wants of a Vault: mounts, policies, roles and keys of its realm, compared with what is there, and mended. */
@NullMarked
package dev.gatehouse.authorization.vault;

import org.jspecify.annotations.NullMarked;
