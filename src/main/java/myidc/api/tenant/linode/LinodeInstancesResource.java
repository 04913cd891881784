package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.firewall.OwnFirewalls;
import myidc.api.tenant.linode.Alterations.Turn;
import myidc.api.tenant.linode.BeyondLinode.BeyondJson;
import myidc.api.tenant.linode.InstanceRequests.CreateRequest;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.HqlFilter;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.XFilter;
import myidc.compute.AlertCommand.SetAlertLevels;
import myidc.compute.ApprovalCommand.Growth;
import myidc.compute.BackupCommand.ScheduleBackups;
import myidc.compute.FoundCommand.SetMaintenancePolicy;
import myidc.compute.InstanceCommand.LabelInstance;
import myidc.compute.InstanceCommand.TagInstance;
import myidc.compute.StackScriptCommand.DeployStackScript;
import myidc.compute.WatchdogCommand.SetWatchdog;
import myidc.compute.event.GuestSize;
import myidc.compute.event.QueuedDeed;
import myidc.compute.placement.InstanceCreation.Order;
import myidc.compute.read.BackupView;
import myidc.compute.read.Gpus;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.PlacementGroupView;
import myidc.compute.read.PlacementGroups;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.FirewallId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.StackScriptId;
import org.jspecify.annotations.Nullable;

/** A tenant's guests and what may be done with them. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_write")
public final class LinodeInstancesResource {
    private static final String READ = "linodes:read_only";
    private static final Map<String, String> DONE = Map.of();
    private static final Attributes<InstanceView> ATTRIBUTES = new Attributes<InstanceView>()
            .with("id", Kind.NUMBER, guest -> guest.id)
            .with("label", Kind.TEXT, guest -> guest.label)
            .with("group", Kind.TEXT, "''", guest -> "")
            .with(
                    "status",
                    Kind.TEXT,
                    "(case when status in ('FAILED', 'DELETION_FAILED') then 'offline'"
                            + " when status = 'AWAITING_APPROVAL' then 'provisioning' else lower(status) end)",
                    guest -> LinodeInstanceJson.status(guest.status))
            .with("type", Kind.TEXT, "plan", guest -> guest.plan)
            .with("region", Kind.TEXT, "coalesce(regionAlias, region)", InstanceView::regionShown)
            .with("image", Kind.TEXT, guest -> guest.image)
            .with("ipv4", Kind.TEXT, "address", guest -> guest.address)
            .with("tags", Kind.TEXTS, guest -> List.of(guest.tags))
            .with("created", Kind.TIME, "requestedAt", guest -> guest.requestedAt)
            .with("updated", Kind.TIME, "updatedAt", guest -> guest.updatedAt);

    private final Commands commands;
    private final CurrentCaller callers;
    private final Instances instances;
    private final OwnGuests guests;
    private final InstanceRequests requests;
    private final PlacementGroups groups;
    private final GuestInterfaces interfaces;
    private final TenantAddresses addresses;
    private final NewGuests fresh;
    private final GuestNetworking networking;
    private final OwnFirewalls firewalls;

    LinodeInstancesResource(
            Commands commands,
            CurrentCaller callers,
            Instances instances,
            OwnGuests guests,
            InstanceRequests requests,
            PlacementGroups groups,
            NewGuests fresh,
            GuestNetworking networking) {
        this.fresh = fresh;
        this.networking = networking;
        this.interfaces = networking.interfaces();
        this.addresses = networking.addresses();
        this.firewalls = networking.firewalls();
        this.groups = groups;
        this.commands = commands;
        this.callers = callers;
        this.instances = instances;
        this.guests = guests;
        this.requests = requests;
    }

    /**
     * A tenant's machines.
     *
     * @param asOf an instant like 2026-03-03T14:05:00Z at which they are shown; beyond Linode's contract, now when absent
     * @param include what more is told of each as they are now, see {@link BeyondLinode}; nothing when absent
     */
    @GET
    @TenantScope(READ)
    public Listed<LinodeInstanceJson> list(
            @BeanParam ListQuery query,
            @QueryParam("as_of") @Nullable String asOf,
            @QueryParam("include") @Nullable String include) {
        Instant at = AsOf.instant("as_of", asOf);
        if (at != null) {
            Page<InstanceView> then = Page.cut(ATTRIBUTES.apply(guests.seen(at), query.wanted()), query.ask());
            Map<Long, Integer> had = networking.gpus().counts(then.data(), at);
            return Listed.of(
                    then, guest -> LinodeInstanceJson.of(guest, first(guest), null, had.getOrDefault(guest.id, 0)));
        }
        XFilter wanted = query.wanted();
        if (wanted.equals(XFilter.NONE) && include == null && !callers.get().restricted()) {
            return Listed.of(networking.shown().page(callers.get().ownTenant(), query.ask()), guest -> guest);
        }
        HqlFilter filter =
                HqlFilter.of(ATTRIBUTES, wanted, "id", callers.get().ownTenant().value());
        Map<Long, PlacementGroupView> grouped = groups.byGuest(callers.get().ownTenant());
        Page<InstanceView> found =
                instances.list(guests.seen() + filter.where(), filter.orderBy(), filter.parameters(), query.ask());
        Map<Long, List<String>> shown = addresses.shown(found.data());
        Map<Long, BeyondJson> more = networking.beyond().of(found.data(), include);
        Map<Long, Integer> gpus = networking.gpus().counts(found.data(), null);
        return Listed.of(
                found,
                guest -> LinodeInstanceJson.of(
                                guest,
                                shown.getOrDefault(guest.id, List.of()),
                                grouped.get(guest.id),
                                gpus.getOrDefault(guest.id, 0))
                        .with(more.get(guest.id)));
    }

    /**
     * A machine.
     *
     * @param asOf an instant like 2026-03-03T14:05:00Z at which it is shown; beyond Linode's contract, now when absent
     * @param include what more is told of it as it is now, see {@link BeyondLinode}; nothing when absent
     */
    @GET
    @Path("/{linodeId}")
    @TenantScope(READ)
    public LinodeInstanceJson one(
            @PathParam("linodeId") long id,
            @QueryParam("as_of") @Nullable String asOf,
            @QueryParam("include") @Nullable String include) {
        Instant at = AsOf.instant("as_of", asOf);
        if (at == null && include == null) {
            return guests.readable(id, networking.shown().one(callers.get().ownTenant(), id));
        }
        InstanceView guest = guests.readable(id, at);
        return at == null
                ? shown(guest)
                        .with(networking.beyond().of(List.of(guest), include).get(id))
                : LinodeInstanceJson.of(
                        guest,
                        first(guest),
                        null,
                        networking.gpus().counts(List.of(guest), at).getOrDefault(id, 0));
    }

    @POST
    public LinodeInstanceJson create(CreateRequest body) {
        Order wanted = requests.order(callers.get().ownTenant(), body);
        List<GuestInterfaces.Asked> asked = GuestInterfaces.Asked.of(body.interfaces());
        StackScriptId script = body.script().script();
        FirewallId firewall = firewalls.forNew(body.firewallId());
        BackupView backup = networking.backups().wanted(body.backupId(), wanted);
        Order order = backup == null ? wanted : networking.backups().asEncrypted(backup, wanted);
        UserData.Wish given = UserData.wish(body.metadata());
        return fresh.make(
                order,
                made -> {
                    if (backup != null) {
                        networking.backups().begin(made.id(), backup);
                    }
                    if (!asked.isEmpty()) {
                        interfaces.arrange(
                                new GuestInterfaces.Guest(made.id(), order.tenantId(), order.siteId(), made.address()),
                                asked,
                                List.of());
                    }
                    if (script != null) {
                        commands.send(new DeployStackScript(script, made.id(), order.tenantId()));
                    }
                    networking.userData().give(made.id(), given);
                    if (firewall != null) {
                        firewalls.guard(firewall, made.id());
                    }
                },
                new NewGuests.Extras(body.backupsEnabled(), body.privateIp(), body.maintenancePolicy()));
    }

    @PUT
    @Path("/{linodeId}")
    public LinodeInstanceJson change(@PathParam("linodeId") long id, ChangeRequest body) {
        InstanceView present = guests.changeable(id);
        InstanceId guest = new InstanceId(present.id);
        body.refuseWhatCannotBeChanged();
        AlertRequest alerts = body.alerts();
        Boolean watched = body.watchdogEnabled();
        String policy = body.maintenancePolicy();
        SetMaintenancePolicy upkeep = policy == null ? null : new SetMaintenancePolicy(guest, PolicyWords.read(policy));
        String label = body.label();
        List<String> tags = body.tags();
        ScheduleBackups schedule = networking.backups().schedule(guest, body.backups());
        return commands.perform(
                () -> {
                    if (label != null) {
                        commands.send(new LabelInstance(guest, label));
                    }
                    if (tags != null) {
                        commands.send(new TagInstance(guest, tags));
                    }
                    if (schedule != null) {
                        commands.send(schedule);
                    }
                    if (upkeep != null) {
                        commands.send(upkeep);
                    }
                    if (watched != null) {
                        commands.send(new SetWatchdog(guest, watched));
                    }
                    if (alerts != null) {
                        commands.send(new SetAlertLevels(guest, alerts.over(present.alertLevels())));
                    }
                },
                () -> shown(instances.find(guest).orElseThrow()));
    }

    /** A guest whose host has no room for the larger size goes to another one for it. */
    @POST
    @Path("/{linodeId}/resize")
    public Map<String, String> resize(
            @PathParam("linodeId") long id,
            @HeaderParam(GuestQueue.HEADER) @Nullable String prefer,
            ResizeRequest body) {
        InstanceView guest = guests.changeable(id);
        GuestSize size = requests.size("type", body.type());
        Growth way = body.way();
        return networking
                .queue()
                .perform(
                        new InstanceId(id),
                        prefer,
                        () -> networking.alterations().resize(guest, size, way, Turn.now(() -> DONE)),
                        number -> QueuedDeed.resize(number, size, way.warm(), way.diskFollows()),
                        number -> {});
    }

    private LinodeInstanceJson shown(InstanceView guest) {
        return fresh.shown(guest);
    }

    /** As of an instant the first address alone is told. */
    private static List<String> first(InstanceView guest) {
        return guest.address == null ? List.of() : List.of(guest.address);
    }

    /** What a guest's networks take. */
    @Singleton
    record GuestNetworking(
            GuestInterfaces interfaces,
            TenantAddresses addresses,
            OwnFirewalls firewalls,
            BackupRequests backups,
            GuestQueue queue,
            Alterations alterations,
            BeyondLinode beyond,
            UserData userData,
            Gpus gpus,
            ShownGuests shown) {}

    /** Body of PUT /linode/instances/{linodeId}. */
    public record ChangeRequest(
            @Nullable String label,
            @Nullable List<String> tags,
            @JsonProperty("watchdog_enabled") @Nullable Boolean watchdogEnabled,
            @JsonProperty("maintenance_policy") @Nullable String maintenancePolicy,
            @Nullable String group,
            @Nullable AlertRequest alerts,
            @Nullable JsonNode backups) {
        void refuseWhatCannotBeChanged() {
            if (group != null && !group.isEmpty()) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, "group", "group cannot be changed");
            }
        }
    }

    /**
     * Body of POST /linode/instances/{linodeId}/resize.
     *
     * @param migrationType warm for a guest that is to run on where that can be, else cold
     * @param diskFollows whether the only disk beside swap, where it is of a kind of ext, becomes as large as the plan lets it;
     *     null for true
     */
    public record ResizeRequest(
            @Nullable String type,
            @JsonProperty("migration_type") @Nullable String migrationType,

            @JsonProperty("allow_auto_disk_resize") @Nullable
            Boolean diskFollows) {
        Growth way() {
            return new Growth(isWarm(), diskFollows == null || diskFollows);
        }

        private boolean isWarm() {
            if (migrationType != null && !migrationType.equals("cold") && !migrationType.equals("warm")) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, "migration_type", "migration_type must be warm or cold");
            }
            return "warm".equals(migrationType);
        }
    }
}
