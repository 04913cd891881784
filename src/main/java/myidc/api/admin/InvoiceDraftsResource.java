package myidc.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import myidc.api.InvoiceJson;
import myidc.api.InvoiceJson.LineJson;
import myidc.api.MoneyJson;
import myidc.billing.BillingRefusal;
import myidc.billing.InvoiceCommand.HoldDraft;
import myidc.billing.read.Documents;
import myidc.billing.read.Documents.Draft;
import myidc.billing.read.Invoices;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.InvoiceId;
import org.jspecify.annotations.Nullable;

/** Invoices under review: their lines are fixed, they have no number and are owed by nobody yet. */
@Path("/admin/v1/invoice-drafts")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class InvoiceDraftsResource {
    private final Commands commands;
    private final Documents documents;
    private final Invoices invoices;
    private final InvoiceDesk desk;

    InvoiceDraftsResource(Commands commands, Documents documents, Invoices invoices, InvoiceDesk desk) {
        this.commands = commands;
        this.documents = documents;
        this.invoices = invoices;
        this.desk = desk;
    }

    @GET
    public Page<DraftJson> list(@BeanParam PageQuery page) {
        return documents.drafts(page.ask()).map(draft -> DraftJson.of(draft, false));
    }

    @GET
    @Path("/{id}")
    public DraftJson one(@PathParam("id") long id) {
        return DraftJson.of(known(id), true);
    }

    @POST
    @Path("/{id}/issue")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public InvoiceJson issue(@PathParam("id") long id) {
        return commands.perform(
                () -> desk.issue(known(id)),
                () -> InvoiceJson.of(invoices.find(null, new InvoiceId(id)).orElseThrow()));
    }

    @POST
    @Path("/{id}/hold")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public DraftJson hold(@PathParam("id") long id, HoldRequest body) {
        String reason = Check.text("reason", body.reason(), 500);
        return commands.perform(() -> commands.send(new HoldDraft(known(id).id(), reason)), () -> one(id));
    }

    private Draft known(long id) {
        return documents
                .draft(new InvoiceId(id))
                .orElseThrow(() -> Refused.because(
                        BillingRefusal.DRAFT_NOT_FOUND, "There is no draft " + id + "; it may be issued"));
    }

    /** Why a draft is not issued yet. */
    public record HoldRequest(@Nullable String reason) {}

    /** A draft; its lines only where one is asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DraftJson(
            long id,
            long tenantId,
            String tenantName,
            String entity,
            String month,
            MoneyJson subtotal,
            MoneyJson tax,
            MoneyJson total,
            int lineCount,
            @Nullable String held,
            Instant draftedAt,
            @Nullable List<LineJson> lines) {
        static DraftJson of(Draft draft, boolean whole) {
            Currency currency = draft.total().currency();
            return new DraftJson(
                    draft.id().value(),
                    draft.tenantId().value(),
                    draft.tenantName(),
                    draft.entity(),
                    draft.month().toString(),
                    MoneyJson.of(draft.subtotal()),
                    MoneyJson.of(draft.tax()),
                    MoneyJson.of(draft.total()),
                    draft.lines().size(),
                    draft.held(),
                    draft.draftedAt(),
                    whole
                            ? draft.lines().stream()
                                    .map(line -> LineJson.of(line, currency))
                                    .toList()
                            : null);
        }
    }
}
