package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import myidc.api.CreditNoteJson;
import myidc.billing.BillingRefusal;
import myidc.billing.read.Documents;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.InvoiceId;
import org.jspecify.annotations.Nullable;

/** Credit notes: the only way an issued invoice is corrected. */
@Path("/admin/v1/credit-notes")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class CreditNotesResource {
    private static final int LINES_MAX = 20_000;

    private final Commands commands;
    private final Documents documents;
    private final Invoices invoices;
    private final InvoiceDesk desk;

    CreditNotesResource(Commands commands, Documents documents, Invoices invoices, InvoiceDesk desk) {
        this.commands = commands;
        this.documents = documents;
        this.invoices = invoices;
        this.desk = desk;
    }

    @GET
    public Page<CreditNoteJson> list(@QueryParam("invoiceId") @Nullable Long invoiceId, @BeanParam PageQuery page) {
        return documents
                .creditNotes(null, invoiceId == null ? null : new InvoiceId(invoiceId), page.ask())
                .map(CreditNoteJson::of);
    }

    /** Takes the named lines back, or all that are left. */
    @POST
    @Staff({Role.FINANCE, Role.OPERATOR})
    public CreditNoteJson issue(CreditRequest body) {
        InvoiceId id = new InvoiceId(Check.range("invoiceId", body.invoiceId(), 1L, Long.MAX_VALUE));
        InvoiceRow invoice = invoices.find(null, id)
                .orElseThrow(() -> Refused.field(
                        BillingRefusal.INVOICE_NOT_FOUND, "invoiceId", "There is no invoice " + id.value()));
        List<Integer> lines = body.lines() == null ? List.of() : body.lines();
        if (lines.size() > LINES_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "lines", "lines must name at most " + LINES_MAX);
        }
        String reason = Check.text("reason", body.reason(), 500);
        return commands.perform(
                () -> desk.credit(invoice, lines, reason),
                () -> CreditNoteJson.of(documents
                        .creditNotes(null, id, new Page.Ask(1, 1))
                        .data()
                        .getFirst()));
    }

    /** Which lines of which invoice are taken back, and why. */
    public record CreditRequest(
            @Nullable Long invoiceId,
            @Nullable List<Integer> lines,
            @Nullable String reason) {}
}
