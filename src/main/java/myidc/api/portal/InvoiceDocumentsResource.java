package myidc.api.portal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import myidc.api.PaperFiles;
import myidc.api.tenant.wire.GrantGuard;
import myidc.billing.BillingRefusal;
import myidc.billing.read.Invoices;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import org.jspecify.annotations.Nullable;

/** A tenant's own invoices and credit notes as files. */
@Path("/portal/v1/invoice-documents")
@TenantScope("account:read_only")
public final class InvoiceDocumentsResource {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Invoices invoices;
    private final PaperFiles files;

    InvoiceDocumentsResource(CurrentCaller callers, GrantGuard guard, Invoices invoices, PaperFiles files) {
        this.callers = callers;
        this.guard = guard;
        this.invoices = invoices;
        this.files = files;
    }

    /** The invoice, or its credit note of that serial, as pdf, csv, xlsx or ubl. */
    @GET
    @Path("/{id}")
    @Produces({
        "application/pdf",
        "text/csv",
        "application/xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    })
    public Response file(
            @PathParam("id") long id,
            @QueryParam("format") @Nullable String format,
            @QueryParam("language") @Nullable String language,
            @QueryParam("creditNote") @Nullable Long creditNote) {
        guard.mayReadAccount();
        return files.file(
                invoices.find(callers.get().ownTenant(), new InvoiceId(id))
                        .orElseThrow(
                                () -> Refused.because(BillingRefusal.INVOICE_NOT_FOUND, "There is no invoice " + id)),
                new PaperFiles.Asked(format, language, creditNote));
    }
}
