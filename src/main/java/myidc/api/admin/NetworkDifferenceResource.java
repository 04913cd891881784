package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import myidc.network.read.NetworkDifferences;
import myidc.network.read.NetworkDifferences.Difference;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** What is different in the network between two instants. */
@Path("/admin/v1/network/difference")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class NetworkDifferenceResource {
    private static final List<String> KINDS =
            List.of("prefix", "vrf", "aggregate", "range", "vlan_group", "vlan", "vni_pool", "vni", "vpc");

    private final NetworkDifferences differences;

    NetworkDifferenceResource(NetworkDifferences differences) {
        this.differences = differences;
    }

    /** Differences from {@code asOf} to {@code against} of a kind of things, or of addresses and their holders. */
    @GET
    public Page<Difference> list(
            @QueryParam("of") @Nullable String of,
            @QueryParam("asOf") AsOf asOf,
            @QueryParam("against") AsOf against,
            @QueryParam("prefixId") @Nullable Long prefixId,
            @BeanParam PageQuery page) {
        Instant from = Check.present("asOf", AsOf.instant(asOf));
        Instant to = Check.present("against", AsOf.instant(against));
        String kind = Check.text("of", of, 20);
        if (kind.equals("address")) {
            return differences.ofAddresses(prefixId, from, to, page.ask());
        }
        if (!KINDS.contains(kind)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "of", "of must be address or one of " + String.join(", ", KINDS));
        }
        return differences.ofKind(kind, from, to, page.ask());
    }
}
