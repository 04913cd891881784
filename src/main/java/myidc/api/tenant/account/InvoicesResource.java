package myidc.api.tenant.account;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import myidc.api.tenant.account.InvoiceWire.InvoiceItemJson;
import myidc.api.tenant.account.InvoiceWire.InvoiceJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.Whoami;
import myidc.billing.BillingRefusal;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.platform.security.TenantScope;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;

/** The account's invoices and their items, as Linode shows them. */
@Path("/{api:v4|v4beta}/account/invoices")
@TenantScope("account:read_only")
public final class InvoicesResource {
    private static final Attributes<InvoiceRow> INVOICES = new Attributes<InvoiceRow>()
            .with("id", Kind.NUMBER, InvoiceRow::id)
            .with("date", Kind.TIME, InvoiceRow::issuedAt)
            .with("label", Kind.TEXT, InvoiceWire::label)
            .with("total", Kind.NUMBER, invoice -> invoice.total().amount());
    private static final Attributes<InvoiceItemJson> ITEMS = new Attributes<InvoiceItemJson>()
            .with("label", Kind.TEXT, InvoiceItemJson::label)
            .with("amount", Kind.NUMBER, InvoiceItemJson::amount)
            .with("region", Kind.TEXT, InvoiceItemJson::region);

    private final Whoami whoami;
    private final GrantGuard guard;
    private final Invoices invoices;

    InvoicesResource(Whoami whoami, GrantGuard guard, Invoices invoices) {
        this.whoami = whoami;
        this.guard = guard;
        this.invoices = invoices;
    }

    /** One a month: the newest {@value Page#SIZE_MAX}, some forty years of them. */
    @GET
    public Listed<InvoiceJson> list(@BeanParam ListQuery query) {
        guard.mayReadAccount();
        return INVOICES.page(
                invoices.list(whoami.tenantId(), null, new Page.Ask(1, Page.SIZE_MAX))
                        .data(),
                query,
                InvoiceJson::of);
    }

    @GET
    @Path("/{id}")
    public InvoiceJson one(@PathParam("id") long id) {
        return InvoiceJson.of(known(id));
    }

    @GET
    @Path("/{id}/items")
    public Listed<InvoiceItemJson> items(@PathParam("id") long id, @BeanParam ListQuery query) {
        InvoiceRow invoice = known(id);
        return ITEMS.page(
                invoices.allLines(new InvoiceId(id)).stream()
                        .map(line -> InvoiceItemJson.of(line, invoice.total().currency()))
                        .toList(),
                query,
                item -> item);
    }

    private InvoiceRow known(long id) {
        guard.mayReadAccount();
        return invoices.find(whoami.tenantId(), new InvoiceId(id))
                .orElseThrow(() -> Refused.because(BillingRefusal.INVOICE_NOT_FOUND, "Not found"));
    }
}
