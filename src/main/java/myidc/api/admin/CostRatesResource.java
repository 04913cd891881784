package myidc.api.admin;

import static myidc.api.PriceTermsJson.decimal;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import myidc.billing.BillingRefusal;
import myidc.billing.CostRateCommand.Costing;
import myidc.billing.CostRateCommand.EnterCostRate;
import myidc.billing.CostRateCommand.WithdrawCostRate;
import myidc.billing.event.CostKind;
import myidc.billing.read.Costs;
import myidc.billing.read.Costs.CostRateRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.CostRateId;
import org.jspecify.annotations.Nullable;

/** What devices, power, space, storage and bandwidth cost the operator, and would cost at a cloud. */
@Path("/admin/v1/cost-rates")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class CostRatesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Costs costs;

    CostRatesResource(Commands commands, Sequences sequences, Costs costs) {
        this.commands = commands;
        this.sequences = sequences;
        this.costs = costs;
    }

    @GET
    public Page<CostRateJson> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return costs.list(AsOf.instant(asOf), page.ask()).map(CostRateJson::of);
    }

    @POST
    @Staff({Role.OPERATOR, Role.FINANCE})
    public CostRateJson enter(CostRateRequest body) {
        CostRateId id = new CostRateId(sequences.next("costrate"));
        Integer months = body.months();
        EnterCostRate command = new EnterCostRate(
                id,
                new Costing(
                        Check.oneOf("kind", body.kind(), CostKind.class),
                        body.item() == null ? "*" : body.item(),
                        Check.text("currency", body.currency(), 3),
                        decimal("amount", body.amount()),
                        months == null ? 0 : months,
                        InvoiceRunsResource.month("from", Check.text("from", body.from(), 10))));
        return commands.perform(
                () -> commands.send(command),
                () -> CostRateJson.of(costs.find(id).orElseThrow()));
    }

    /** Withdraws a rate; reports as of an instant before keep it. */
    @DELETE
    @Path("/{id}")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public void withdraw(@PathParam("id") long id) {
        CostRateId rate = new CostRateId(id);
        if (costs.find(rate).isEmpty()) {
            throw Refused.because(BillingRefusal.COST_RATE_NOT_FOUND, "There is no cost rate " + id);
        }
        commands.send(new WithdrawCostRate(rate));
    }

    /**
     * A rate.
     *
     * @param kind DEVICE, KILOWATT_HOUR, RACK_UNIT, MEGABIT, TERABYTE, or CLOUD_VCPU, CLOUD_GIGABYTE, CLOUD_TERABYTE,
     *     CLOUD_MEGABIT
     * @param item a device type's manufacturer and model, a cloud's name, or * (when absent)
     * @param amount a decimal as text: of a device what it cost, of all else but the kilowatt-hour for a month
     * @param months over which a device is written off
     * @param from the month from which it holds, like 2026-01
     */
    public record CostRateRequest(
            @Nullable String kind,
            @Nullable String item,
            @Nullable String currency,
            @Nullable String amount,
            @Nullable Integer months,
            @Nullable String from) {}

    /** A rate that holds. */
    public record CostRateJson(
            long id,
            String kind,
            String item,
            String currency,
            String amount,
            int months,
            String from,
            Instant enteredAt) {
        static CostRateJson of(CostRateRow row) {
            return new CostRateJson(
                    row.id(),
                    row.kind().name(),
                    row.item(),
                    row.currency().getCurrencyCode(),
                    row.amount().toPlainString(),
                    row.months(),
                    row.from().toString(),
                    row.enteredAt());
        }
    }
}
