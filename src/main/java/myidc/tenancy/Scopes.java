package myidc.tenancy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What a token may be used for: {@code *}, or a list such as {@code linodes:read_only ips:read_write}. Names and the
 * older words that are still understood after Linode's API reference, "OAuth scopes".
 */
public record Scopes(List<String> names) {
    public static final Scopes ALL = new Scopes(List.of("*"));
    private static final String READ_ONLY = ":read_only";
    private static final String READ_WRITE = ":read_write";
    private static final Set<String> RESOURCES = Set.of(
            "account",
            "child_account",
            "databases",
            "domains",
            "events",
            "firewall",
            "images",
            "ips",
            "linodes",
            "lke",
            "longview",
            "monitor",
            "nodebalancers",
            "object_storage",
            "stackscripts",
            "volumes",
            "vpc");
    private static final Set<String> FOLDED_INTO_ACCOUNT = Set.of("tokens", "clients", "users", "tickets", "managed");

    public Scopes {
        names = List.copyOf(names);
    }

    /** Reads scopes separated by commas or blanks; absent or empty means none. */
    public static Scopes read(@Nullable String text) {
        Set<String> names = new LinkedHashSet<>();
        if (text != null) {
            for (String part : text.strip().split("[,\\s]+", -1)) {
                if (part.equals("*")) {
                    return ALL;
                }
                if (!part.isEmpty()) {
                    names.add(one(part));
                }
            }
        }
        names.removeIf(name -> name.endsWith(READ_ONLY) && names.contains(name.replace(READ_ONLY, READ_WRITE)));
        return new Scopes(new ArrayList<>(names));
    }

    private static String one(String part) {
        int colon = part.indexOf(':');
        String resource = colon < 0 ? part : part.substring(0, colon);
        String level = colon < 0 ? "" : part.substring(colon + 1);
        String known = FOLDED_INTO_ACCOUNT.contains(resource) ? "account" : resource;
        if (!RESOURCES.contains(known)) {
            throw no(part);
        }
        return known
                + switch (level) {
                    case "read_only", "view" -> READ_ONLY;
                    case "read_write", "create", "modify", "delete", "*" -> READ_WRITE;
                    default -> throw no(part);
                };
    }

    private static Refused no(String part) {
        String shown = part.length() > 60 ? part.substring(0, 60) : part;
        return Refused.field(CommonRefusal.INVALID_FIELD, "scopes", "scopes is not valid: " + shown);
    }

    /** Whether these allow all that the others do. */
    public boolean cover(Scopes others) {
        Set<String> mine = Set.copyOf(names);
        return mine.contains("*")
                || others.names.stream()
                        .allMatch(name -> mine.contains(name)
                                || (name.endsWith(READ_ONLY) && mine.contains(name.replace(READ_ONLY, READ_WRITE))));
    }

    public static Scopes of(Caller caller) {
        return new Scopes(List.copyOf(caller.scopes()));
    }

    /** As the wire has them: separated by blanks. */
    public String text() {
        return String.join(" ", names);
    }
}
