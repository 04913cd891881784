package myidc.api.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import myidc.api.Described;
import myidc.api.InvoiceJson;
import myidc.api.MoneyJson;
import myidc.api.TraceJson;
import myidc.api.TraceJson.PriceEntryJson;
import myidc.api.tenant.wire.GrantGuard;
import myidc.billing.BillingRefusal;
import myidc.billing.rating.RatedLine;
import myidc.billing.rating.Sku;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Charges;
import myidc.billing.read.Charges.Accrued;
import myidc.billing.read.Charges.Charged;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.PriceBooks;
import myidc.billing.read.Traces;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** A tenant's own bills. */
@Path("/portal/v1")
@TenantScope("account:read_only")
public final class BillingResource {
    /** Lines of the month under way that one answer shows; the total counts all of them. */
    private static final int LINES_SHOWN_MAX = 500;

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Accounts accounts;
    private final Charges charges;
    private final Invoices invoices;
    private final Traces traces;
    private final PriceBooks books;
    private final Clock clock;

    BillingResource(
            CurrentCaller callers,
            GrantGuard guard,
            Accounts accounts,
            Charges charges,
            Invoices invoices,
            Traces traces,
            PriceBooks books,
            Clock clock) {
        this.callers = callers;
        this.guard = guard;
        this.accounts = accounts;
        this.charges = charges;
        this.invoices = invoices;
        this.traces = traces;
        this.books = books;
        this.clock = clock;
    }

    /** What has come together since the last invoice, to the second. */
    @GET
    @Path("/billing/accrued")
    public AccruedJson accrued() {
        return AccruedJson.of(charges.accrued(account(), clock.instant()));
    }

    /** An accrued line, opened: its usage, price, formula with the figures put in, and the facts behind it. */
    @GET
    @Path("/billing/accrued/trace")
    public TraceJson accruedTrace(@QueryParam("key") @Nullable String key) {
        return TraceJson.forTenant(traces.ofAccrued(account(), Check.text("key", key, 36), clock.instant())
                .orElseThrow(() ->
                        Refused.because(BillingRefusal.INVOICE_LINE_NOT_FOUND, "There is no such accrued line now")));
    }

    @GET
    @Path("/billing/invoices")
    public Page<InvoiceJson> list(@BeanParam PageQuery page) {
        return invoices.list(tenant(), null, page.ask()).map(InvoiceJson::of);
    }

    @GET
    @Path("/billing/invoices/{id}")
    public InvoiceJson one(@PathParam("id") long id) {
        return InvoiceJson.with(
                known(id),
                invoices.lines(new InvoiceId(id), new Page.Ask(1, Page.SIZE_MAX))
                        .data());
    }

    @GET
    @Path("/invoices/{id}/lines/{n}/trace")
    public TraceJson trace(@PathParam("id") long id, @PathParam("n") int n) {
        return TraceJson.forTenant(traces.of(
                known(id),
                invoices.line(new InvoiceId(id), n)
                        .orElseThrow(() -> Refused.because(
                                BillingRefusal.INVOICE_LINE_NOT_FOUND, "Invoice " + id + " has no line " + n))));
    }

    /** What a plan costs now, in the tenant's currency. */
    @GET
    @Path("/price")
    public PriceEntryJson price(
            @QueryParam("type") @Nullable String type, @QueryParam("region") @Nullable String region) {
        String charge = "instance:" + Check.text("type", type, 60);
        Sku sku = new Sku(charge, Check.optionalText("region", region, 30));
        return books.priceAt(account().currency(), sku, clock.instant())
                .map(PriceEntryJson::of)
                .orElseThrow(() -> Refused.field(BillingRefusal.ENTRY_NOT_FOUND, "type", charge + " has no price now"));
    }

    private TenantId tenant() {
        TenantId own = callers.get().ownTenant();
        guard.mayReadAccount();
        return own;
    }

    private AccountRow account() {
        return accounts.of(tenant())
                .orElseThrow(() -> Refused.because(BillingRefusal.ACCOUNT_NOT_FOUND, "Your account is being opened"));
    }

    private InvoiceRow known(long id) {
        return invoices.find(tenant(), new InvoiceId(id))
                .orElseThrow(() -> Refused.because(BillingRefusal.INVOICE_NOT_FOUND, "There is no invoice " + id));
    }

    /** Charges not invoiced yet, without tax; lines of the month under way. */
    public record AccruedJson(
            Instant asOf, MoneyJson total, int lineCount, List<AccruedLineJson> lines, List<String> unpriced) {
        static AccruedJson of(Accrued accrued) {
            Charged current = accrued.current();
            return new AccruedJson(
                    accrued.at(),
                    MoneyJson.of(accrued.total()),
                    current.lines().size(),
                    current.lines().stream()
                            .limit(LINES_SHOWN_MAX)
                            .map(line -> AccruedLineJson.of(line, current.nameOf(line)))
                            .toList(),
                    accrued.unpriced());
        }
    }

    /**
     * What one resource has come to this month.
     *
     * @param key opens the line at {@code accrued/trace?key=KEY}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AccruedLineJson(
            String key,
            @Nullable Long instanceId,
            String description,
            String charge,
            @Nullable String region,
            Instant from,
            Instant to,
            long hours,
            MoneyJson unitPrice,
            MoneyJson amount,
            String formula,
            List<String> events) {
        static AccruedLineJson of(RatedLine line, String name) {
            return new AccruedLineJson(
                    Traces.keyOf(line),
                    Described.instance(line.resource()),
                    Described.charge(line.sku().charge(), name, line.resource()),
                    line.sku().charge(),
                    line.sku().region(),
                    line.period().from(),
                    line.period().until(),
                    line.hours(),
                    MoneyJson.of(line.price().hourly()),
                    MoneyJson.of(line.amount()),
                    line.formula(),
                    line.events());
        }
    }
}
