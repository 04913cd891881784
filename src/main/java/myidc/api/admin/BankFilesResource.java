package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Currency;
import myidc.billing.reconcile.BankFiles;
import myidc.billing.reconcile.BankFiles.BankRow;
import myidc.billing.reconcile.BankFiles.FileRow;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Payments as a bank's files tell them. */
@Path("/admin/v1/bank-files")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class BankFilesResource {
    private static final int CONTENT_LENGTH_MAX = 2_000_000;

    private final Commands commands;
    private final BankFiles files;
    private final CurrentCaller callers;

    BankFilesResource(Commands commands, BankFiles files, CurrentCaller callers) {
        this.commands = commands;
        this.files = files;
        this.callers = callers;
    }

    @GET
    public Page<FileRow> list(@BeanParam PageQuery page) {
        return files.list(page.ask());
    }

    @GET
    @Path("/{id}/rows")
    public Page<BankRow> rows(@PathParam("id") long id, @BeanParam PageQuery page) {
        return files.rows(id, page.ask());
    }

    /** Imports a file whole or not at all; the answer is its first rows. */
    @POST
    @Staff({Role.FINANCE, Role.OPERATOR})
    public Page<BankRow> take(FileRequest body) {
        String name = Check.text("name", body.name(), 200);
        Currency currency = currency(Check.text("currency", body.currency(), 3));
        String content = Check.text("content", body.content(), CONTENT_LENGTH_MAX);
        return commands.perform(
                () -> files.take(callers.get(), name, currency, content),
                id -> files.rows(id, new Page.Ask(1, Page.SIZE_MAX)));
    }

    /** Says whose a row is that named no invoice. */
    @POST
    @Path("/{id}/rows/{n}/settle")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public Page<BankRow> settle(@PathParam("id") long id, @PathParam("n") int n, SettleRequest body) {
        TenantId tenant = new TenantId(Check.range("tenantId", body.tenantId(), 1L, Long.MAX_VALUE));
        Long invoice = body.invoiceId();
        return commands.perform(
                () -> files.settle(id, n, tenant, invoice == null ? null : new InvoiceId(invoice)),
                () -> files.rows(id, new Page.Ask(1, Page.SIZE_MAX)));
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "currency", "currency must be an ISO 4217 code such as CNY");
        }
    }

    /** A file as the bank wrote it. */
    public record FileRequest(
            @Nullable String name,
            @Nullable String currency,
            @Nullable String content) {}

    /** Whose a row is, and which invoice it pays. */
    public record SettleRequest(
            @Nullable Long tenantId, @Nullable Long invoiceId) {}
}
