package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import myidc.api.tenant.wire.Whoami;
import myidc.compute.read.Instances;
import myidc.platform.security.TenantScope;

/** The traffic that the caller's guests may cause together; nothing measures it yet, so none is counted or billed. */
@Path("/{api:v4|v4beta}/account/transfer")
public final class TransferResource {
    private final Whoami whoami;
    private final Instances instances;

    TransferResource(Whoami whoami, Instances instances) {
        this.whoami = whoami;
        this.instances = instances;
    }

    /** All sites make one pool; what each gives to it is told beside it. */
    @GET
    @TenantScope("account:read_only")
    public TransferJson transfer() {
        Map<String, Long> quotas = new TreeMap<>();
        instances
                .byNumber(instances.idsOf(whoami.tenantId()))
                .values()
                .forEach(guest -> quotas.merge(guest.region, (long) guest.transferGb, Long::sum));
        return new TransferJson(
                0,
                quotas.values().stream().mapToLong(Long::longValue).sum(),
                0,
                quotas.entrySet().stream()
                        .map(each -> new RegionTransferJson(each.getKey(), 0, each.getValue(), 0))
                        .toList());
    }

    /** In GB, of this month. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TransferJson(long billable, long quota, long used, List<RegionTransferJson> regionTransfers) {}

    /** A site's part of it. */
    public record RegionTransferJson(String id, long billable, long quota, long used) {}
}
