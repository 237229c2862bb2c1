package dev.gatehouse.vault;

/**
 * An entry of the realm's key-value store, or a folder of such entries. The store (KV version 2) answers for one entry at
 * several paths.
 *
 * @param mount as {@link VaultLayout#kv()}
 * @param path within it, without slashes at its ends
 */
public record KvPath(String mount, String path) {
    /** An entry in this folder. */
    public KvPath child(String name) {
        return new KvPath(mount, path + "/" + name);
    }

    /** To read and write what it holds. */
    public String data() {
        return "%s/data/%s".formatted(mount, path);
    }

    /** To list a folder, and to read what is known about an entry without what it holds. */
    public String metadata() {
        return "%s/metadata/%s".formatted(mount, path);
    }

    /** To make what an entry holds unreadable for ever; that it was there stays known. */
    public String destroy() {
        return "%s/destroy/%s".formatted(mount, path);
    }
}
