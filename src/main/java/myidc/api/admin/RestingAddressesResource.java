package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import myidc.network.read.Addresses;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Page;
import myidc.shared.Role;
import myidc.shared.id.PrefixId;
import org.jspecify.annotations.Nullable;

/** Addresses in quarantine. */
@Path("/admin/v1/resting-addresses")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class RestingAddressesResource {
    private final Addresses addresses;
    private final Clock clock;

    RestingAddressesResource(Addresses addresses, Clock clock) {
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Those that may be given out again first come first. */
    @GET
    public Page<AddressJson> list(
            @QueryParam("prefixId") @Nullable Long prefixId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant asked = AsOf.instant(asOf);
        Instant at = asked == null ? clock.instant() : asked;
        PrefixId prefix = prefixId == null ? null : new PrefixId(prefixId);
        return addresses.resting(prefix, at, page.ask()).map(row -> AddressJson.of(row, at));
    }
}
