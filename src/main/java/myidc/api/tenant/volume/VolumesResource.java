package myidc.api.tenant.volume;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.linode.LinodeTypesResource.Price;
import myidc.api.tenant.linode.LinodeTypesResource.RegionPrice;
import myidc.api.tenant.linode.ListPrices;
import myidc.api.tenant.linode.ListPrices.VolumePrices;
import myidc.api.tenant.linode.OwnGuests;
import myidc.api.tenant.linode.Regions;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.billing.rating.Sku;
import myidc.billing.reconcile.BudgetGuard;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Open;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VolumeId;
import myidc.storage.StorageRefusal;
import myidc.storage.VolumeCommand;
import myidc.storage.VolumeCommand.AttachVolume;
import myidc.storage.VolumeCommand.DeleteVolume;
import myidc.storage.VolumeCommand.DetachVolume;
import myidc.storage.VolumeCommand.LabelVolume;
import myidc.storage.VolumeCommand.RequestVolume;
import myidc.storage.VolumeCommand.ResizeVolume;
import myidc.storage.VolumeCommand.TagVolume;
import myidc.storage.read.VolumeView;
import myidc.storage.read.Volumes;
import org.jspecify.annotations.Nullable;

/** A tenant's volumes: disks of their own, in the pools that are offered to a whole site. */
@Path("/{api:v4|v4beta}/volumes")
@TenantScope("volumes:read_write")
public final class VolumesResource {
    private static final String READ = "volumes:read_only";
    private static final String CHARGE = "volume";
    private static final int SIZE_UNASKED_GB = 20;
    private static final Attributes<VolumeView> ATTRIBUTES = new Attributes<VolumeView>()
            .with("id", Kind.NUMBER, row -> row.id)
            .with("label", Kind.TEXT, row -> row.label)
            .with("status", Kind.TEXT, VolumeJson::status)
            .with("size", Kind.NUMBER, row -> row.sizeGb)
            .with("region", Kind.TEXT, row -> row.region)
            .with("linode_id", Kind.NUMBER, row -> row.instanceId)
            .with("tags", Kind.TEXTS, row -> List.of(row.tags))
            .with("created", Kind.TIME, row -> row.createdAt)
            .with("updated", Kind.TIME, row -> row.updatedAt);
    private static final Attributes<TypeJson> TYPES =
            new Attributes<TypeJson>().with("id", Kind.TEXT, TypeJson::id).with("label", Kind.TEXT, TypeJson::label);

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final OwnVolumes own;
    private final OwnGuests guests;
    private final Volumes volumes;
    private final Money money;

    VolumesResource(
            Commands commands,
            Sequences sequences,
            CurrentCaller callers,
            GrantGuard guard,
            OwnVolumes own,
            OwnGuests guests,
            Volumes volumes,
            Money money) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.guard = guard;
        this.own = own;
        this.guests = guests;
        this.volumes = volumes;
        this.money = money;
    }

    /**
     * A tenant's volumes.
     *
     * @param asOf an instant at which they are shown; beyond Linode's contract, now when absent
     */
    @GET
    @TenantScope(READ)
    public Listed<VolumeJson> list(@BeanParam ListQuery query, @QueryParam("as_of") @Nullable String asOf) {
        List<VolumeView> rows = own.seen(AsOf.instant("as_of", asOf));
        Map<Long, String> labels = own.labels(rows);
        return ATTRIBUTES.page(rows, query, row -> VolumeJson.of(row, labels));
    }

    /** Makes a volume, empty, and attaches it when it is there, if that is asked for. */
    @POST
    public VolumeJson create(VolumeRequest body) {
        guard.mayDo("add_volumes");
        Long guest = body.linodeId();
        InstanceView seat = guest == null ? null : seat("linode_id", guest);
        Place place = seat == null
                ? place(Check.text("region", body.region(), 40))
                : new Place(new SiteId(seat.siteId), seat.region);
        if (body.encryption() != null && body.encryption().equals("enabled")) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "encryption", "encryption is not available in this region");
        }
        Integer size = body.size();
        return made(new Wanted(
                place,
                Check.text("label", body.label(), 64),
                size == null ? SIZE_UNASKED_GB : size,
                body.tags() == null ? List.of() : body.tags(),
                null,
                guest));
    }

    /** What a GiB costs. */
    @GET
    @Path("/types")
    @Open
    public Listed<TypeJson> types(@BeanParam ListQuery query) {
        VolumePrices prices = money.prices().ofVolumes();
        return TYPES.page(
                List.of(new TypeJson(CHARGE, "Storage Volume", prices.general(), prices.byRegion(), 0)),
                query,
                type -> type);
    }

    /**
     * A volume.
     *
     * @param asOf an instant at which it is shown; beyond Linode's contract, now when absent
     */
    @GET
    @Path("/{volumeId}")
    @TenantScope(READ)
    public VolumeJson one(@PathParam("volumeId") long id, @QueryParam("as_of") @Nullable String asOf) {
        VolumeView row = own.readable(id, AsOf.instant("as_of", asOf));
        return VolumeJson.of(row, own.labels(List.of(row)));
    }

    @PUT
    @Path("/{volumeId}")
    public VolumeJson change(@PathParam("volumeId") long id, VolumeChange body) {
        VolumeId volume = known(id);
        String label = body.label();
        List<String> tags = body.tags();
        return commands.perform(
                () -> {
                    if (label != null) {
                        commands.send(new LabelVolume(volume, label));
                    }
                    if (tags != null) {
                        commands.send(new TagVolume(volume, tags));
                    }
                },
                () -> one(id, null));
    }

    @DELETE
    @Path("/{volumeId}")
    public Map<String, String> delete(@PathParam("volumeId") long id) {
        VolumeCommand command = new DeleteVolume(known(id));
        return commands.perform(() -> commands.send(command), Map::of);
    }

    @POST
    @Path("/{volumeId}/attach")
    public VolumeJson attach(@PathParam("volumeId") long id, AttachRequest body) {
        VolumeView volume = own.changeable(id);
        InstanceView guest = seat("linode_id", Check.present("linode_id", body.linodeId()));
        guests.mustHave(guest, "config_id", body.configId());
        if (guest.siteId != volume.siteId) {
            throw Refused.field(
                    StorageRefusal.VOLUME_UNFIT, "linode_id", "linode_id must be a Linode in " + volume.region);
        }
        return acted(new AttachVolume(new VolumeId(id), new InstanceId(guest.id)));
    }

    @POST
    @Path("/{volumeId}/detach")
    public Map<String, String> detach(@PathParam("volumeId") long id) {
        VolumeView volume = own.changeable(id);
        Long guest = volume.instanceId;
        if (guest != null) {
            guests.changeable(guest);
        }
        VolumeCommand command = new DetachVolume(new VolumeId(id));
        return commands.perform(() -> commands.send(command), Map::of);
    }

    @POST
    @Path("/{volumeId}/resize")
    public VolumeJson resize(@PathParam("volumeId") long id, ResizeRequest body) {
        VolumeView volume = own.changeable(id);
        int size = Check.present("size", body.size());
        ResizeVolume command = new ResizeVolume(new VolumeId(id), size);
        return commands.perform(
                () -> {
                    if (size > volume.sizeGb) {
                        pay(volume.region, size - volume.sizeGb);
                    }
                    commands.send(command);
                },
                () -> one(id, null));
    }

    /** Another volume that begins with the contents of this one. */
    @POST
    @Path("/{volumeId}/clone")
    public VolumeJson copy(@PathParam("volumeId") long id, CloneRequest body) {
        guard.mayDo("add_volumes");
        VolumeView source = own.readable(id, null);
        if (!source.status.equals("ACTIVE")) {
            throw Refused.because(StorageRefusal.VOLUME_BUSY, "Volume busy.");
        }
        return made(new Wanted(
                new Place(new SiteId(source.siteId), source.region),
                Check.text("label", body.label(), 64),
                source.sizeGb,
                List.of(),
                new VolumeId(id),
                null));
    }

    private VolumeJson made(Wanted wanted) {
        TenantId tenant = callers.get().ownTenant();
        if (volumes.of(tenant, null).size() >= Volumes.MOST) {
            throw Refused.because(
                    StorageRefusal.TOO_MANY_VOLUMES, "An account may have at most " + Volumes.MOST + " volumes");
        }
        VolumeId id = new VolumeId(sequences.next(CHARGE));
        PoolId pool = volumes.poolFor(wanted.place().site(), id)
                .orElseThrow(() -> Refused.field(
                        StorageRefusal.NO_POOL, "region", "region has no storage that volumes could lie in"));
        Long guest = wanted.guest();
        RequestVolume command = new RequestVolume(
                id,
                tenant,
                wanted.label(),
                wanted.sizeGb(),
                wanted.place().site(),
                wanted.place().region(),
                pool,
                wanted.tags(),
                wanted.source(),
                guest == null ? null : new InstanceId(guest));
        return commands.perform(
                () -> {
                    pay(wanted.place().region(), wanted.sizeGb());
                    if (guest != null) {
                        guests.keep(guest);
                    }
                    commands.send(command);
                    guard.made(CHARGE, id.value());
                },
                () -> one(id.value(), null));
    }

    private void pay(String region, long moreGb) {
        money.budgets()
                .mayAdd(callers.get().ownTenant(), new Sku(CHARGE, region), BigDecimal.valueOf(Math.max(0, moreGb)));
    }

    /** A guest that may have one volume more. */
    private InstanceView seat(String field, long number) {
        InstanceView guest;
        try {
            guest = guests.changeable(number);
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be your own, not " + number);
        }
        if (volumes.on(new InstanceId(number)).size() >= Volumes.OF_A_GUEST_MOST) {
            throw Refused.field(
                    StorageRefusal.VOLUME_UNFIT,
                    field,
                    "Linode " + number + " has " + Volumes.OF_A_GUEST_MOST + " volumes, which is the most");
        }
        return guest;
    }

    private Place place(String region) {
        return money.regions()
                .find(region)
                .map(found -> new Place(new SiteId(found.site().id), found.site().region))
                .orElseThrow(() -> Refused.field(CommonRefusal.INVALID_FIELD, "region", "region is not valid"));
    }

    private VolumeJson acted(AttachVolume command) {
        return commands.perform(
                () -> {
                    guests.keep(command.instanceId().value());
                    commands.send(command);
                },
                () -> one(command.volumeId().value(), null));
    }

    private VolumeId known(long id) {
        return new VolumeId(own.changeable(id).id);
    }

    /** Where volumes may be, and what they cost. */
    @Singleton
    record Money(ListPrices prices, BudgetGuard budgets, Regions regions) {}

    private record Place(SiteId site, String region) {}

    private record Wanted(
            Place place,
            String label,
            long sizeGb,
            List<String> tags,
            @Nullable VolumeId source,
            @Nullable Long guest) {}

    /** Body of POST /volumes. */
    public record VolumeRequest(
            @Nullable String label,
            @Nullable String region,
            @Nullable Integer size,
            @Nullable List<String> tags,
            @JsonProperty("linode_id") @Nullable Long linodeId,
            @Nullable String encryption) {}

    /** Body of PUT /volumes/{volumeId}; what is absent stays. */
    public record VolumeChange(
            @Nullable String label, @Nullable List<String> tags) {}

    /** Body of POST /volumes/{volumeId}/attach; a guest has its volumes in every configuration, so one named need only be its own. */
    public record AttachRequest(
            @JsonProperty("linode_id") @Nullable Long linodeId,
            @JsonProperty("config_id") @Nullable Long configId) {}

    /** Body of POST /volumes/{volumeId}/resize. */
    public record ResizeRequest(@Nullable Integer size) {}

    /** Body of POST /volumes/{volumeId}/clone. */
    public record CloneRequest(@Nullable String label) {}

    /** Linode's volume type object: the price of a GiB. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TypeJson(String id, String label, Price price, List<RegionPrice> regionPrices, int transfer) {}
}
