package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.util.List;
import myidc.api.tenant.linode.ListPrices.Quote;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.catalog.Catalogue;
import myidc.compute.catalog.PlanRow;
import myidc.platform.security.Open;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Plans, with what they cost the caller; a caller unknown is quoted the list price. */
@Path("/{api:v4|v4beta}/linode/types")
@Open
public final class LinodeTypesResource {
    private static final Attributes<TypeJson> ATTRIBUTES = new Attributes<TypeJson>()
            .with("id", Kind.TEXT, TypeJson::id)
            .with("label", Kind.TEXT, TypeJson::label)
            .with("class", Kind.TEXT, TypeJson::category)
            .with("vcpus", Kind.NUMBER, TypeJson::vcpus)
            .with("memory", Kind.NUMBER, TypeJson::memory)
            .with("disk", Kind.NUMBER, TypeJson::disk)
            .with("gpus", Kind.NUMBER, TypeJson::gpus)
            .with("transfer", Kind.NUMBER, TypeJson::transfer)
            .with("network_out", Kind.NUMBER, TypeJson::networkOut);

    private final Catalogue catalogue;
    private final ListPrices prices;

    LinodeTypesResource(Catalogue catalogue, ListPrices prices) {
        this.catalogue = catalogue;
        this.prices = prices;
    }

    @GET
    public Listed<TypeJson> list(@BeanParam ListQuery query) {
        Quote quote = prices.forCaller();
        return ATTRIBUTES.page(
                catalogue.plans().stream()
                        .filter(plan -> plan.offered)
                        .map(plan -> TypeJson.of(plan, quote))
                        .toList(),
                query,
                type -> type);
    }

    @GET
    @Path("/{id}")
    public TypeJson one(@PathParam("id") String id) {
        return catalogue
                .plan(id)
                .map(plan -> TypeJson.of(plan, prices.forCaller()))
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /**
     * A plan.
     *
     * @param memory in MiB
     * @param disk in MiB
     * @param transfer outbound a month, in GB
     * @param networkOut in Mbit/s
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TypeJson(
            String id,
            String label,
            @JsonProperty("class") String category,
            Price price,
            List<RegionPrice> regionPrices,
            Addons addons,
            long memory,
            long disk,
            int transfer,
            int vcpus,
            int gpus,
            int networkOut,
            @Nullable String successor,
            int acceleratedDevices) {
        static TypeJson of(PlanRow plan, Quote quote) {
            return new TypeJson(
                    plan.id,
                    plan.label,
                    plan.category,
                    quote.of(plan),
                    quote.byRegion(plan),
                    new Addons(new Backups(quote.ofBackups(plan), quote.backupsByRegion(plan))),
                    plan.memoryMb,
                    plan.diskMb,
                    plan.transferGb,
                    plan.vcpus,
                    plan.gpus,
                    plan.networkOutMbps,
                    plan.successor,
                    0);
        }
    }

    /** Price of a started hour, and the most for a month; null where it cannot be had. */
    public record Price(
            @Nullable BigDecimal hourly, @Nullable BigDecimal monthly) {}

    /** A price that holds in one region. */
    public record RegionPrice(String id, BigDecimal hourly, BigDecimal monthly) {}

    /** What may be had with it. */
    public record Addons(Backups backups) {}

    /** What a guest's backups cost on top; nulls where the book has no price for them. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Backups(Price price, List<RegionPrice> regionPrices) {}
}
