package myidc.tenancy.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a restricted user may do, in Linode's terms.
 *
 * @param accountAccess {@code read_only}, {@code read_write}, or null for none
 * @param mayDo global rights such as {@code add_linodes}, in order of the alphabet
 * @param onThings permission on single things by their kind, such as {@code linode}
 */
public record Grants(@Nullable String accountAccess, List<String> mayDo, Map<String, List<Grant>> onThings) {
    public static final String READ_ONLY = "read_only";
    public static final String READ_WRITE = "read_write";

    /** Global rights that a restricted user may be given. */
    public static final Set<String> GLOBAL = Set.of(
            "add_databases",
            "add_domains",
            "add_firewalls",
            "add_images",
            "add_linodes",
            "add_lkes",
            "add_longview",
            "add_nodebalancers",
            "add_stackscripts",
            "add_volumes",
            "add_vpcs",
            "cancel_account",
            "child_account_access",
            "longview_subscription");

    /** Kinds of things on which a restricted user may be given a permission. */
    public static final List<String> KINDS = List.of(
            "linode",
            "nodebalancer",
            "domain",
            "stackscript",
            "longview",
            "image",
            "volume",
            "firewall",
            "database",
            "vpc",
            "lkecluster");

    /** What a restricted user has until somebody grants more. */
    public static final Grants NONE = new Grants(null, List.of(), Map.of());

    /** The permission on one thing, null for none. */
    public @Nullable String on(String kind, long id) {
        for (Grant grant : onThings.getOrDefault(kind, List.of())) {
            if (grant.id() == id) {
                return grant.permissions();
            }
        }
        return null;
    }

    /** These grants with one more, in place of any other on the same thing. */
    public Grants with(String kind, long id, String permissions) {
        List<Grant> ofKind = new ArrayList<>(others(kind, id));
        ofKind.add(new Grant(id, permissions));
        return over(kind, ofKind);
    }

    /** These grants with none on a thing. */
    public Grants without(String kind, long id) {
        return over(kind, others(kind, id));
    }

    /** The most of both. */
    public Grants or(Grants other) {
        Set<String> rights = new TreeSet<>(mayDo);
        rights.addAll(other.mayDo);
        Map<String, List<Grant>> things = new TreeMap<>(onThings);
        other.onThings.forEach((kind, grants) -> things.merge(kind, grants, Grants::most));
        return new Grants(higher(accountAccess, other.accountAccess), List.copyOf(rights), things);
    }

    private static List<Grant> most(List<Grant> some, List<Grant> more) {
        Map<Long, Grant> byThing = new TreeMap<>();
        Stream.concat(some.stream(), more.stream())
                .forEach(grant -> byThing.merge(
                        grant.id(), grant, (one, two) -> READ_WRITE.equals(one.permissions()) ? one : two));
        return List.copyOf(byThing.values());
    }

    private static @Nullable String higher(@Nullable String one, @Nullable String two) {
        if (one == null) {
            return two;
        }
        return READ_WRITE.equals(one) || two == null ? one : two;
    }

    private List<Grant> others(String kind, long id) {
        return onThings.getOrDefault(kind, List.of()).stream()
                .filter(grant -> grant.id() != id)
                .toList();
    }

    private Grants over(String kind, List<Grant> ofKind) {
        Map<String, List<Grant>> things = new TreeMap<>(onThings);
        things.put(kind, List.copyOf(ofKind));
        return new Grants(accountAccess, mayDo, things);
    }

    /**
     * Permission on one thing.
     *
     * @param permissions {@code read_only} or {@code read_write}
     */
    public record Grant(long id, String permissions) {}
}
