package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import myidc.api.PaperFiles;
import myidc.billing.BillingRefusal;
import myidc.billing.read.Invoices;
import myidc.platform.security.Staff;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.InvoiceId;
import org.jspecify.annotations.Nullable;

/** Invoices and credit notes of all tenants as files. */
@Path("/admin/v1/invoice-documents")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class InvoiceDocumentsResource {
    private final Invoices invoices;
    private final PaperFiles files;

    InvoiceDocumentsResource(Invoices invoices, PaperFiles files) {
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
        return files.file(
                invoices.find(null, new InvoiceId(id))
                        .orElseThrow(
                                () -> Refused.because(BillingRefusal.INVOICE_NOT_FOUND, "There is no invoice " + id)),
                new PaperFiles.Asked(format, language, creditNote));
    }
}
