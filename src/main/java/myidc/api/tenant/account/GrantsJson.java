package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.tenancy.event.Grants;
import org.jspecify.annotations.Nullable;

/** Linode's grants object: global rights, and for each kind every thing there is with the permission on it. */
public final class GrantsJson {
    private static final String ACCOUNT_ACCESS = "account_access";
    private static final Set<String> LEVELS = Set.of(Grants.READ_ONLY, Grants.READ_WRITE);

    private GrantsJson() {}

    /** How grants are shown, with every thing of the tenant's. */
    public static Map<String, Object> of(Grants grants, Map<String, List<Grantable.Thing>> things) {
        Map<String, @Nullable Object> global = new TreeMap<>();
        global.put(ACCOUNT_ACCESS, grants.accountAccess());
        for (String right : Grants.GLOBAL) {
            global.put(right, grants.mayDo().contains(right));
        }
        // A level and not a flag in the contract; there are no accounts under accounts here.
        global.put("child_account_access", null);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("global", global);
        for (String kind : Grants.KINDS) {
            List<Map<String, @Nullable Object>> ofKind = new ArrayList<>();
            for (Grantable.Thing thing : things.getOrDefault(kind, List.of())) {
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                one.put("id", thing.id());
                one.put("label", thing.label());
                one.put("permissions", grants.on(kind, thing.id()));
                ofKind.add(one);
            }
            shown.put(kind, ofKind);
        }
        return shown;
    }

    /** The grants after a change; what the change does not name stays. */
    public static Grants changed(Grants present, @Nullable JsonNode change, Map<String, List<Grantable.Thing>> things) {
        if (change == null || !change.isObject()) {
            throw Refused.because(CommonRefusal.MALFORMED_BODY, "Grants must be a JSON object");
        }
        Grants grants = global(present, change.path("global"));
        for (String kind : Grants.KINDS) {
            for (JsonNode grant : change.path(kind)) {
                grants = one(grants, kind, grant, things.getOrDefault(kind, List.of()));
            }
        }
        return grants;
    }

    private static Grants global(Grants present, JsonNode global) {
        Set<String> mayDo = new TreeSet<>(present.mayDo());
        String access = present.accountAccess();
        for (Map.Entry<String, JsonNode> entry : global.properties()) {
            String right = entry.getKey();
            JsonNode value = entry.getValue();
            if (right.equals(ACCOUNT_ACCESS)) {
                access = level("global." + right, value);
            } else if (Grants.GLOBAL.contains(right)) {
                if (!value.isBoolean() && !value.isNull()) {
                    throw invalid("global." + right, "must be true or false");
                }
                if (value.asBoolean(false)) {
                    mayDo.add(right);
                } else {
                    mayDo.remove(right);
                }
            }
        }
        return new Grants(access, List.copyOf(mayDo), present.onThings());
    }

    private static Grants one(Grants grants, String kind, JsonNode grant, List<Grantable.Thing> things) {
        JsonNode id = grant.path("id");
        if (!id.isIntegralNumber() || things.stream().noneMatch(thing -> thing.id() == id.longValue())) {
            throw invalid(kind + ".id", "names nothing of this account");
        }
        String level = level(kind + ".permissions", grant.path("permissions"));
        return level == null ? grants.without(kind, id.longValue()) : grants.with(kind, id.longValue(), level);
    }

    private static @Nullable String level(String field, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!LEVELS.contains(value.asText())) {
            throw invalid(field, "must be read_only, read_write or null");
        }
        return value.asText();
    }

    private static Refused invalid(String field, String rule) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, field + " " + rule);
    }
}
