package dev.gatehouse.authorization.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.authorization.vault.VaultMending.Effect;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.vault.VaultDoor;
import dev.gatehouse.vault.VaultLayout;

/**
 * Holds one realm of a Vault against a catalog, and mends it: mounts, one authority, and for each service a policy, the role by
 * which its certificate is issued, the roles by which it logs in, a key, and its name. No secret is read and none is made, but
 * for the authority's, which never leaves the Vault. Other realms are never touched. One thread; the door stays the caller's.
 */
public final class VaultReconciler {
    private final VaultDoor door;
    private final State state;
    private final Wanted wanted;
    private final Wishes wishes;
    private final Names names;

    /** @param door as the operator or the provisioner */
    public VaultReconciler(VaultDoor door, Wanted wanted, VaultTerms terms) {
        var layout = new VaultLayout(wanted.realm());
        this.door = door;
        this.state = new State(door, layout);
        this.wanted = wanted;
        this.wishes = new Wishes(wanted, layout, terms);
        this.names = new Names(state, layout);
    }

    /**
     * Everything that is not as it should be, in the order in which it is mended.
     *
     * @throws dev.gatehouse.vault.VaultUnreachableException when the Vault gives no answer
     * @throws dev.gatehouse.vault.VaultRefusedException when it says no
     */
    public List<VaultMending> difference() {
        var all = ground();
        var authorities = state.authorities();
        if (authorities.isEmpty())
            all.add(wishes.authority());
        all.addAll(rest(authorities));
        all.addAll(strangers());
        return all;
    }

    /**
     * Mends what differs, each thing by itself: an apply that was cut off is gone on with by the next one. Nothing of a stranger's
     * is taken away.
     *
     * @param done told of each
     * @return what is left, as read again: what an apply does not mend, and what somebody changes at the same time
     */
    public List<VaultMending> apply(Consumer<String> done) {
        mend(ground(), done);
        if (state.authorities().isEmpty())
            mend(List.of(wishes.authority()), done);
        mend(rest(state.authorities()), done);
        return difference();
    }

    /** What stands open to a service by this name, whether it is in the catalog or not: policy, roles to log in by, role to be issued a certificate. */
    public List<VaultMending> accessOf(ServiceName name) {
        return wishes.access(name.value()).stream().filter(path -> state.read(path).isPresent())
                .map(path -> new VaultMending("%s has %s".formatted(name, path), Effect.TAKE, path, Map.of())).toList();
    }

    /**
     * Takes all of that away; tokens that are there can do nothing from then on. Its key, its seeds and its entries stay.
     *
     * @param done told of each step
     * @return what is left: nothing, unless somebody changes it at the same time
     */
    public List<VaultMending> lockOut(ServiceName name, Consumer<String> done) {
        mend(accessOf(name), done);
        return accessOf(name);
    }

    /** As {@link #lockOut}, for a service whose descriptor is gone: its name is given to nobody any more. */
    public List<VaultMending> remove(ServiceName former, Consumer<String> done) {
        if (wanted.services().contains(former))
            throw new IllegalArgumentException("service %s has a descriptor; take that away first".formatted(former));
        var left = lockOut(former, done);
        if (!wishes.isReserved(former) && names.giveUp(former))
            done.accept("name %s is given to nobody any more".formatted(former));
        return left;
    }

    private List<VaultMending> ground() {
        return differences(wishes.ground());
    }

    private List<VaultMending> rest(String authorities) {
        var all = new ArrayList<VaultMending>();
        wanted.revoked().forEach(revoked -> all.addAll(accessOf(revoked)));
        wanted.services().forEach(service -> all.addAll(names.difference(service)));
        all.addAll(differences(wishes.rest(authorities)));
        if (state.read("sys/audit").map(Map::isEmpty).orElse(true))
            all.add(VaultMending.judge("the Vault keeps no audit log: add an audit device to its configuration"));
        return all;
    }

    private List<VaultMending> differences(List<Wish> some) {
        var all = new ArrayList<VaultMending>();
        some.forEach(wish -> all.addAll(wish.difference(state.read(wish.path()))));
        return all;
    }

    /** Whatever lets in somebody whom the catalog does not name. */
    private List<VaultMending> strangers() {
        var all = new ArrayList<VaultMending>();
        wishes.folders().forEach((folder, known) -> state.list(folder).stream().map(VaultReconciler::lastWord)
                .filter(name -> !known.contains(name)).forEach(name -> all.add(new VaultMending(
                        "%s/%s is of nobody in the catalog".formatted(folder, name), Effect.STRANGER, folder + "/" + name,
                        Map.of()))));
        return all;
    }

    /** Policies are listed by their whole names. */
    private static String lastWord(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private void mend(List<VaultMending> mendings, Consumer<String> done) {
        for (var mending : mendings)
            switch (mending.effect()) {
                case WRITE -> {
                    door.write(mending.path(), mending.body());
                    done.accept("mended: " + mending.what());
                }
                case TAKE -> {
                    door.delete(mending.path());
                    done.accept("taken away: " + mending.what());
                }
                case STRANGER, JUDGE -> {
                }
            }
    }
}
