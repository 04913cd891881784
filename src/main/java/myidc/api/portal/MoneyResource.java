package myidc.api.portal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.api.BudgetJson;
import myidc.api.CreditNoteJson;
import myidc.api.PurseJson;
import myidc.api.PurseJson.PaymentJson;
import myidc.api.tenant.wire.GrantGuard;
import myidc.billing.BillingRefusal;
import myidc.billing.BudgetCommand.Limits;
import myidc.billing.BudgetCommand.RemoveBudget;
import myidc.billing.BudgetCommand.SetBudget;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Budgets;
import myidc.billing.read.Budgets.Notice;
import myidc.billing.read.Budgets.Spend;
import myidc.billing.read.Documents;
import myidc.billing.read.Invoices;
import myidc.billing.read.Purses;
import myidc.billing.reconcile.Checkouts;
import myidc.billing.reconcile.Checkouts.Checkout;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.BudgetId;
import myidc.shared.id.InvoiceId;
import org.jspecify.annotations.Nullable;

/** A tenant's own money: what it owes and has in hand, its payments, budgets and notices. */
@Path("/portal/v1/money")
@TenantScope("account:read_only")
public final class MoneyResource {
    private static final String WRITE = "account:read_write";

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Accounts accounts;
    private final Purses purses;
    private final Documents documents;
    private final Invoices invoices;
    private final Budgets budgets;
    private final Checkouts checkouts;
    private final Commands commands;
    private final Sequences sequences;

    MoneyResource(
            CurrentCaller callers,
            GrantGuard guard,
            Accounts accounts,
            Purses purses,
            Documents documents,
            Invoices invoices,
            Budgets budgets,
            Checkouts checkouts,
            Commands commands,
            Sequences sequences) {
        this.callers = callers;
        this.guard = guard;
        this.accounts = accounts;
        this.purses = purses;
        this.documents = documents;
        this.invoices = invoices;
        this.budgets = budgets;
        this.checkouts = checkouts;
        this.commands = commands;
        this.sequences = sequences;
    }

    @GET
    @Path("/purse")
    public PurseJson purse() {
        AccountRow account = account();
        return PurseJson.of(
                account.tenantId().value(),
                invoices.balance(account.tenantId(), account.currency()),
                purses.of(account.id(), account.currency()),
                documents.title(account.id()),
                purses.credits(account.id()));
    }

    @GET
    @Path("/payments")
    public Page<PaymentJson> payments(@BeanParam PageQuery page) {
        return purses.payments(account().tenantId(), page.ask()).map(PaymentJson::of);
    }

    /** Begins a payment through the provider; the answer says where to pay. */
    @POST
    @Path("/payments")
    @TenantScope(WRITE)
    public Checkout pay(PayRequest body) {
        AccountRow account = account();
        BigDecimal amount = Check.present("amount", body.amount());
        Long id = body.invoiceId();
        InvoiceId invoice = null;
        if (id != null) {
            invoice = new InvoiceId(id);
            if (invoices.find(account.tenantId(), invoice).isEmpty()) {
                throw Refused.field(BillingRefusal.INVOICE_NOT_FOUND, "invoiceId", "There is no invoice " + id);
            }
        }
        return checkouts.begin(account.tenantId(), amount, invoice);
    }

    @GET
    @Path("/credit-notes")
    public Page<CreditNoteJson> creditNotes(@BeanParam PageQuery page) {
        return documents.creditNotes(account().tenantId(), null, page.ask()).map(CreditNoteJson::of);
    }

    @GET
    @Path("/notices")
    public Page<NoticeJson> notices(@BeanParam PageQuery page) {
        return budgets.notices(account().tenantId(), page.ask()).map(NoticeJson::of);
    }

    @GET
    @Path("/budgets")
    public List<BudgetJson> budgets() {
        AccountRow account = account();
        var own = budgets.list(account.tenantId());
        if (own.isEmpty()) {
            return List.of();
        }
        Spend spend = budgets.spend(account);
        return own.stream().map(budget -> BudgetJson.of(budget, spend)).toList();
    }

    @POST
    @Path("/budgets")
    @TenantScope(WRITE)
    public BudgetJson setBudget(OwnBudgetRequest body) {
        AccountRow account = account();
        Limits limits = new BudgetJson.BudgetRequest(
                        null, body.name(), body.monthlyLimit(), body.thresholds(), body.hard())
                .limits(account.currency());
        return commands.perform(
                () -> {
                    BudgetId id = new BudgetId(sequences.next("budget"));
                    commands.send(new SetBudget(id, account.tenantId(), limits));
                    return id;
                },
                id -> BudgetJson.of(budgets.find(account.tenantId(), id.value()).orElseThrow(), null));
    }

    @DELETE
    @Path("/budgets/{id}")
    @TenantScope(WRITE)
    public void removeBudget(@PathParam("id") long id) {
        if (budgets.find(account().tenantId(), id).isEmpty()) {
            throw Refused.because(BillingRefusal.BUDGET_NOT_FOUND, "There is no budget " + id);
        }
        commands.send(new RemoveBudget(new BudgetId(id)));
    }

    private AccountRow account() {
        guard.mayReadAccount();
        return accounts.of(callers.get().ownTenant())
                .orElseThrow(() -> Refused.because(BillingRefusal.ACCOUNT_NOT_FOUND, "Your account is being opened"));
    }

    /** A payment to begin: of one invoice, of the oldest, or ahead. */
    public record PayRequest(
            @Nullable BigDecimal amount, @Nullable Long invoiceId) {}

    /** A budget of one's own. */
    public record OwnBudgetRequest(
            @Nullable String name,
            @Nullable BigDecimal monthlyLimit,
            @Nullable List<Integer> thresholds,
            @Nullable Boolean hard) {}

    /** Something one is told about one's money; the figures depend on its kind. */
    public record NoticeJson(String id, String kind, JsonNode figures, Instant at) {
        static NoticeJson of(Notice notice) {
            return new NoticeJson(notice.cause(), notice.kind(), notice.figures(), notice.at());
        }
    }
}
