package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.api.tenant.account.Grantable;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.HqlFilter;
import myidc.api.tenant.wire.ListQuery;
import myidc.compute.ComputeRefusal;
import myidc.compute.ScriptFields;
import myidc.compute.read.StackScriptView;
import myidc.compute.read.StackScripts;
import myidc.platform.security.CurrentCaller;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.StackScriptId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The caller's tenant's scripts, and of those the ones grants let a restricted user have; and everybody's public ones,
 * which are only read. All others are not found.
 */
@Singleton
final class OwnScripts implements Grantable {
    static final String ANY = "any/all";
    private static final String KIND = "stackscript";

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final StackScripts scripts;

    OwnScripts(CurrentCaller callers, GrantGuard guard, StackScripts scripts) {
        this.callers = callers;
        this.guard = guard;
        this.scripts = scripts;
    }

    /** A page of the scripts that the caller sees. */
    Page<StackScriptView> page(Attributes<StackScriptView> attributes, ListQuery query) {
        TenantId tenant = callers.get().ownTenant();
        Optional<List<Long>> granted = guard.granted(KIND);
        HqlFilter filter = granted.isEmpty()
                ? HqlFilter.of(attributes, query.wanted(), "id", tenant.value())
                : HqlFilter.of(attributes, query.wanted(), "id", tenant.value(), granted.get());
        String own = granted.isEmpty() ? "tenantId = ?1" : "tenantId = ?1 and id in ?2";
        return scripts.page(
                "(isPublic = true or " + own + ") and " + filter.where(),
                filter.orderBy(),
                query.ask(),
                filter.parameters());
    }

    StackScriptView readable(long id) {
        StackScriptView row = scripts.findSeen(callers.get().ownTenant(), new StackScriptId(id))
                .orElseThrow(OwnScripts::notFound);
        if (!row.isPublic) {
            guard.mayRead(KIND, id);
        }
        return row;
    }

    boolean isMine(StackScriptView row) {
        return row.tenantId == callers.get().ownTenant().value();
    }

    StackScriptView changeable(long id) {
        StackScriptView row = own(id);
        guard.mayChange(KIND, id);
        return row;
    }

    /** What a guest made from the image is to run at its first start; null when no script is asked for. */
    @Nullable
    String firstBoot(Wish wish, @Nullable String image) {
        StackScriptId id = wish.script();
        if (id == null) {
            return null;
        }
        StackScriptView row;
        try {
            row = readable(id.value());
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "stackscript_id", "stackscript_id is not valid");
        }
        List<String> images = Arrays.asList(row.images);
        if (image == null || (!images.contains(ANY) && !images.contains(image))) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "image", "image must be one that the StackScript is for: " + images);
        }
        if (wish.revision() != null && wish.revision() != row.version) {
            throw Refused.field(
                    ComputeRefusal.STACKSCRIPT_REVISED,
                    "stackscript_revision",
                    "stackscript_revision must be " + row.version + ": the StackScript was changed since you read it");
        }
        return ScriptFields.of(row.script).filled(row.script, texts(wish.data()));
    }

    private static Map<String, String> texts(@Nullable JsonNode given) {
        Map<String, String> texts = new HashMap<>();
        if (given == null || given.isNull()) {
            return texts;
        }
        if (!given.isObject()) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "stackscript_data", "stackscript_data must be an object of texts");
        }
        given.properties().forEach(field -> {
            if (!field.getValue().isValueNode()) {
                String at = "stackscript_data." + field.getKey();
                throw Refused.field(CommonRefusal.INVALID_FIELD, at, at + " must be a text");
            }
            if (!field.getValue().isNull()) {
                texts.put(field.getKey(), field.getValue().asText());
            }
        });
        return texts;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Thing> of(TenantId tenant) {
        return scripts.of(tenant).stream()
                .map(row -> new Thing(row.id, row.label))
                .toList();
    }

    private StackScriptView own(long id) {
        return scripts.find(callers.get().ownTenant(), new StackScriptId(id)).orElseThrow(OwnScripts::notFound);
    }

    private static Refused notFound() {
        return Refused.because(ComputeRefusal.STACKSCRIPT_NOT_FOUND, "Not found");
    }

    /**
     * What a guest is to run, as it is asked for.
     *
     * @param data what the script asks for, by name
     * @param revision the one that was read, beyond Linode's contract; null for whichever it has
     */
    record Wish(
            @Nullable Long id,
            @Nullable JsonNode data,
            @Nullable Long revision) {
        Wish {
            if (id == null && revision != null) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "stackscript_revision",
                        "stackscript_revision cannot be given without a stackscript_id");
            }
        }

        @Nullable
        StackScriptId script() {
            return id == null ? null : new StackScriptId(id);
        }
    }
}
