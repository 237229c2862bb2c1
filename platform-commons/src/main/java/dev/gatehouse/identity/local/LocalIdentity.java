package dev.gatehouse.identity.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.identity.IdentityFault;
import dev.gatehouse.identity.IdentitySource;
import dev.gatehouse.identity.NoIdentityException;
import dev.gatehouse.identity.ServiceIdentity;
import dev.gatehouse.names.Realm;

/**
 * Identity in {@code <folder>/identity/current/}: {@code certificate.pem} (leaf first), {@code key.pem} (PKCS#8, for its owner's
 * eyes alone), {@code ca.pem}, {@code identity.json} (docs/schemas/identity-1.schema.json) and, for a service that talks to
 * devices, {@code devices-ca.pem}. {@code current} is a link that is swapped as a whole.
 */
public final class LocalIdentity implements IdentitySource {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.range(PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path current;
    private final Realm realm;
    private volatile @Nullable Reading last;

    private record Reading(Path version, ServiceIdentity identity) {}

    /** @param realm files prove nothing beyond one machine, hence only a realm named {@code local-...} may rest on them */
    public LocalIdentity(Path folder, Realm realm) {
        this.current = folder.resolve("identity").resolve("current");
        this.realm = realm;
    }

    @Override
    public ServiceIdentity read() {
        if (!realm.isLocal())
            throw new NoIdentityException(IdentityFault.WRONG_REALM,
                    "realm '%s' may not take its identities from a folder".formatted(realm),
                    "Name the realm 'local-...' in gatehouse.realm if this is a platform on one machine");
        // Resolved once: a swap of the link meanwhile must not mix two versions.
        var version = resolve(current);
        var identity = read(version);
        last = new Reading(version, identity);
        return identity;
    }

    /**
     * By the folder that the link leads to: one call of the system. A watch of the file system would have to be watched itself,
     * as it loses events under load, and there are none on some mounts. What was not taken is read again each second, so that
     * mending it in place is enough.
     */
    @Override
    public boolean hasNext(ServiceIdentity held, Instant now) {
        var reading = last;
        return reading == null || !reading.identity.equals(held) || !reading.version.equals(resolve(current));
    }

    private static ServiceIdentity read(Path version) {
        var label = IdentityFile.read(version.resolve("identity.json"));
        var devices = version.resolve("devices-ca.pem");
        return new ServiceIdentity(label.realm(), label.service(), Pem.certificates(version.resolve("certificate.pem")),
                key(version.resolve("key.pem")), Set.copyOf(Pem.certificates(version.resolve("ca.pem"))),
                Files.exists(devices) ? Set.copyOf(Pem.certificates(devices)) : Set.of());
    }

    private static Path resolve(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException absent) {
            throw new NoIdentityException(IdentityFault.MISSING, "there is no folder " + link,
                    "Set gatehouse.local.folder to the service's own folder, or have the platform issue an identity into it",
                    absent);
        }
    }

    private static PrivateKey key(Path file) {
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(OTHERS::contains))
                throw new NoIdentityException(IdentityFault.KEY_EXPOSED,
                        "%s is open to other users than its owner".formatted(file),
                        "Make it the owner's alone (chmod 600) and have a new identity issued: the old key may be known");
            return Pem.privateKey(file);
        } catch (NoSuchFileException absent) {
            throw missing(file, absent);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException broken) {
            throw unreadable(file, broken);
        }
    }

    static NoIdentityException missing(Path file, Exception cause) {
        return new NoIdentityException(IdentityFault.MISSING, "there is no file " + file,
                "Have the identity issued again; all its files belong together", cause);
    }

    /** The cause is not chained: a parser's message may quote what it has read, which may be a key. */
    static NoIdentityException unreadable(Path file, Exception cause) {
        return new NoIdentityException(IdentityFault.UNREADABLE,
                "%s cannot be understood (%s)".formatted(file, cause.getClass().getSimpleName()),
                "Have the identity issued again; all its files belong together");
    }
}
