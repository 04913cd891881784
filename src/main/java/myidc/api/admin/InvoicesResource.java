package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Currency;
import myidc.api.InvoiceJson;
import myidc.api.TraceJson;
import myidc.billing.BillingRefusal;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.Traces;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Issued invoices of all tenants. */
@Path("/admin/v1/invoices")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class InvoicesResource {
    private final Invoices invoices;
    private final Traces traces;

    InvoicesResource(Invoices invoices, Traces traces) {
        this.invoices = invoices;
        this.traces = traces;
    }

    @GET
    public Page<InvoiceJson> list(
            @QueryParam("tenantId") @Nullable Long tenantId,
            @QueryParam("month") @Nullable String month,
            @BeanParam PageQuery page) {
        return invoices.list(
                        tenantId == null ? null : new TenantId(tenantId),
                        month == null ? null : InvoiceRunsResource.month("month", month),
                        page.ask())
                .map(InvoiceJson::of);
    }

    /** An invoice with its first 500 lines; the rest by {@code /lines}. */
    @GET
    @Path("/{id}")
    public InvoiceJson one(@PathParam("id") long id) {
        return InvoiceJson.with(
                known(id),
                invoices.lines(new InvoiceId(id), new Page.Ask(1, Page.SIZE_MAX))
                        .data());
    }

    @GET
    @Path("/{id}/lines")
    public Page<InvoiceJson.LineJson> lines(@PathParam("id") long id, @BeanParam PageQuery page) {
        Currency currency = known(id).total().currency();
        return invoices.lines(new InvoiceId(id), page.ask()).map(line -> InvoiceJson.LineJson.of(line, currency));
    }

    @GET
    @Path("/{id}/lines/{n}/trace")
    public TraceJson trace(@PathParam("id") long id, @PathParam("n") int n) {
        return TraceJson.forStaff(traces.of(
                known(id),
                invoices.line(new InvoiceId(id), n)
                        .orElseThrow(() -> Refused.because(
                                BillingRefusal.INVOICE_LINE_NOT_FOUND, "Invoice " + id + " has no line " + n))));
    }

    private InvoiceRow known(long id) {
        return invoices.find(null, new InvoiceId(id))
                .orElseThrow(() -> Refused.because(BillingRefusal.INVOICE_NOT_FOUND, "There is no invoice " + id));
    }
}
