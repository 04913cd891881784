package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.util.List;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.platform.security.Open;
import org.jspecify.annotations.Nullable;

/** What traffic beyond the quota costs a GB: nothing, since no price book has a charge for it. */
@Path("/{api:v4|v4beta}/network-transfer/prices")
@Open
public final class TransferPricesResource {
    private static final List<TransferPriceJson> PRICES = List.of(new TransferPriceJson(
            "network_transfer", "Network Transfer", new PriceJson(BigDecimal.ZERO, null), List.of(), 0));
    private static final Attributes<TransferPriceJson> ATTRIBUTES = new Attributes<TransferPriceJson>()
            .with("id", Kind.TEXT, TransferPriceJson::id)
            .with("label", Kind.TEXT, TransferPriceJson::label);

    @GET
    public Listed<TransferPriceJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(PRICES, query, price -> price);
    }

    /** Linode's price of traffic. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TransferPriceJson(
            String id, String label, PriceJson price, List<Object> regionPrices, int transfer) {}

    /** Of a GB, which knows no month. */
    public record PriceJson(BigDecimal hourly, @Nullable BigDecimal monthly) {}
}
