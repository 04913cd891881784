package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.inventory.read.Sites;
import myidc.network.NetworkRefusal;
import myidc.network.VlanCommand.AddVlan;
import myidc.network.VlanGroupCommand.DefineVlanGroup;
import myidc.network.VlanGroupCommand.RetireVlanGroup;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VlanGroupRow;
import myidc.network.read.VlanRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VlanGroupId;
import myidc.shared.id.VlanId;
import org.jspecify.annotations.Nullable;

/** Groups of VLANs, and taking VLAN ids out of them. */
@Path("/admin/v1/vlan-groups")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class VlanGroupsResource {
    private static final int AT_ONCE_MAX = 256;

    private final Commands commands;
    private final Sequences sequences;
    private final NetworkShelves shelves;
    private final Sites sites;

    VlanGroupsResource(Commands commands, Sequences sequences, NetworkShelves shelves, Sites sites) {
        this.commands = commands;
        this.sequences = sequences;
        this.shelves = shelves;
        this.sites = sites;
    }

    @GET
    public Page<VlanGroupRow> list(
            @QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Map<String, Long> where = siteId == null ? Map.of() : Map.of("siteId", siteId);
        return shelves.vlanGroups().list(where, AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public VlanGroupRow one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return known(id, AsOf.instant(asOf));
    }

    @POST
    @Staff(Role.OPERATOR)
    public VlanGroupRow define(GroupRequest body) {
        VlanGroupId id = new VlanGroupId(sequences.next("vlangroup"));
        int first = body.first() == null ? 1 : body.first();
        DefineVlanGroup command = new DefineVlanGroup(
                id,
                site(body.siteId()),
                Check.text("name", body.name(), 60),
                first,
                body.last() == null ? 4094 : body.last(),
                body.description());
        return commands.perform(() -> commands.send(command), () -> known(id.value(), null));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public VlanGroupRow retire(@PathParam("id") long id) {
        VlanGroupRow before = known(id, null);
        return commands.perform(() -> commands.send(new RetireVlanGroup(new VlanGroupId(id))), () -> before);
    }

    /** Takes a VLAN by its id, or the next free ones, all or none. */
    @POST
    @Path("/{id}/vlans")
    @Staff(Role.OPERATOR)
    public Taken take(@PathParam("id") long id, VlanRequest body) {
        VlanGroupRow group = known(id, null);
        int count = body.count() == null ? 1 : Check.range("count", body.count(), 1, AT_ONCE_MAX);
        Integer number = body.number();
        if (number != null) {
            Check.range("count", count, 1, 1);
        }
        String name = Check.text("name", body.name(), 60);
        Long tenant = body.tenantId() == null ? null : Check.range("tenantId", body.tenantId(), 1, Long.MAX_VALUE);
        return commands.perform(
                () -> {
                    List<Long> taken = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        VlanId vlan = new VlanId(sequences.next("vlan"));
                        commands.send(new AddVlan(
                                vlan,
                                new VlanGroupId(id),
                                group.siteId() == null ? null : new SiteId(group.siteId()),
                                number,
                                count == 1 ? name : name + "-" + (i + 1),
                                tenant == null ? null : new TenantId(tenant),
                                body.description()));
                        taken.add(vlan.value());
                    }
                    return taken;
                },
                taken -> new Taken(taken.stream()
                        .map(each -> shelves.vlans().find(each, null).orElseThrow())
                        .toList()));
    }

    private @Nullable SiteId site(@Nullable Long id) {
        if (id == null) {
            return null;
        }
        SiteId site = new SiteId(Check.range("siteId", id, 1, Long.MAX_VALUE));
        if (sites.find(site).isEmpty()) {
            throw Refused.field(NetworkRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        return site;
    }

    private VlanGroupRow known(long id, @Nullable Instant asOf) {
        return shelves.vlanGroups()
                .find(id, asOf)
                .orElseThrow(
                        () -> Refused.because(NetworkRefusal.VLAN_GROUP_NOT_FOUND, "There is no group of VLANs " + id));
    }

    /**
     * What a group is to be.
     *
     * @param siteId absent when it spans sites
     * @param first lowest VLAN id; 1 when absent
     * @param last highest VLAN id; 4094 when absent
     */
    public record GroupRequest(
            @Nullable Long siteId,
            @Nullable String name,
            @Nullable Integer first,
            @Nullable Integer last,
            @Nullable String description) {}

    /**
     * Which VLANs to take.
     *
     * @param number a VLAN id; the lowest free one when absent
     * @param count how many, 1 to 256, all or none; 1 when absent
     */
    public record VlanRequest(
            @Nullable Integer number,
            @Nullable Integer count,
            @Nullable String name,
            @Nullable Long tenantId,
            @Nullable String description) {}

    /** The VLANs taken. */
    public record Taken(List<VlanRow> data) {}
}
