package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.Objects;
import myidc.api.tenant.linode.IpJson.EntityJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.HqlFilter;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.ComputeRefusal;
import myidc.compute.LockCommand.LockInstance;
import myidc.compute.LockCommand.UnlockInstance;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.LockId;
import org.jspecify.annotations.Nullable;

/** Locks that keep guests from being deleted; a guest has one at most. */
@Path("/{api:v4|v4beta}/locks")
@TenantScope("linodes:read_write")
public final class LocksResource {
    private static final String READ = "linodes:read_only";
    private static final Attributes<InstanceView> ATTRIBUTES = new Attributes<InstanceView>()
            .with("id", Kind.NUMBER, "lockId", guest -> guest.lockId)
            .with(
                    "lock_type",
                    Kind.TEXT,
                    "(case when partsLocked then '" + LockJson.WITH_PARTS + "' else '" + LockJson.ALONE + "' end)",
                    LockJson::type)
            .with("entity.id", Kind.NUMBER, "id", guest -> guest.id)
            .with("entity.type", Kind.TEXT, "'linode'", guest -> "linode")
            .with("entity.label", Kind.TEXT, "label", guest -> guest.label);

    private final Commands commands;
    private final CurrentCaller callers;
    private final Sequences sequences;
    private final OwnGuests guests;
    private final Instances instances;

    LocksResource(
            Commands commands, CurrentCaller callers, Sequences sequences, OwnGuests guests, Instances instances) {
        this.commands = commands;
        this.callers = callers;
        this.sequences = sequences;
        this.guests = guests;
        this.instances = instances;
    }

    @GET
    @TenantScope(READ)
    public Listed<LockJson> list(@BeanParam ListQuery query) {
        HqlFilter filter = HqlFilter.of(
                ATTRIBUTES, query.wanted(), "lockId", callers.get().ownTenant().value());
        return Listed.of(
                instances.list(
                        guests.seen() + "lockId is not null and " + filter.where(),
                        filter.orderBy(),
                        filter.parameters(),
                        query.ask()),
                LockJson::of);
    }

    @GET
    @Path("/{lockId}")
    @TenantScope(READ)
    public LockJson one(@PathParam("lockId") long id) {
        return LockJson.of(guests.readable(locked(id).id));
    }

    @POST
    public LockJson create(LockRequest body) {
        if (!"linode".equals(Check.text("entity_type", body.entityType(), 40))) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "entity_type", "entity_type must be linode");
        }
        String type = Check.text("lock_type", body.lockType(), 40);
        if (!type.equals(LockJson.ALONE) && !type.equals(LockJson.WITH_PARTS)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "lock_type",
                    "lock_type must be " + LockJson.ALONE + " or " + LockJson.WITH_PARTS);
        }
        InstanceView guest = guests.changeable(Check.range("entity_id", body.entityId(), 1, Long.MAX_VALUE));
        LockId lock = new LockId(sequences.next("lock"));
        return commands.perform(
                () -> commands.send(new LockInstance(new InstanceId(guest.id), lock, type.equals(LockJson.WITH_PARTS))),
                () -> LockJson.of(locked(lock.value())));
    }

    @DELETE
    @Path("/{lockId}")
    public Map<String, String> delete(@PathParam("lockId") long id) {
        InstanceView guest = guests.changeable(locked(id).id);
        return commands.perform(
                () -> commands.send(new UnlockInstance(new InstanceId(guest.id), new LockId(id))), Map::of);
    }

    private InstanceView locked(long lock) {
        return instances
                .locked(callers.get().ownTenant(), new LockId(lock))
                .orElseThrow(() -> Refused.because(ComputeRefusal.LOCK_NOT_FOUND, "Not found"));
    }

    /** Body of POST /locks. */
    public record LockRequest(
            @JsonProperty("entity_id") @Nullable Long entityId,
            @JsonProperty("entity_type") @Nullable String entityType,
            @JsonProperty("lock_type") @Nullable String lockType) {}

    /** A lock and what it is on. */
    public record LockJson(
            long id, @JsonProperty("lock_type") String lockType, EntityJson entity) {
        static final String ALONE = "cannot_delete";
        static final String WITH_PARTS = "cannot_delete_with_subresources";

        static LockJson of(InstanceView guest) {
            return new LockJson(
                    Objects.requireNonNull(guest.lockId), type(guest), EntityJson.of("linode", guest.id, guest.label));
        }

        static String type(InstanceView guest) {
            return guest.partsLocked ? WITH_PARTS : ALONE;
        }
    }
}
