package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import myidc.api.PurseJson;
import myidc.api.TitleRequest;
import myidc.billing.AccountCommand.SetBillingTitle;
import myidc.billing.AccountCommand.SetInternal;
import myidc.billing.PurseCommand;
import myidc.billing.PurseCommand.Grant;
import myidc.billing.PurseCommand.GrantCredit;
import myidc.billing.PurseCommand.SetWalletTerms;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Documents;
import myidc.billing.read.Invoices;
import myidc.billing.read.Purses;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.platform.axon.Commands;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** What tenants owe and have in hand, and what finance does about it. */
@Path("/admin/v1/purses")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PursesResource {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final int SCOPE_MAX = 20;

    private final Commands commands;
    private final PurseDeeds deeds;
    private final Purses purses;
    private final Documents documents;
    private final Invoices invoices;
    private final InvoiceDesk desk;
    private final Clock clock;

    PursesResource(
            Commands commands,
            PurseDeeds deeds,
            Purses purses,
            Documents documents,
            Invoices invoices,
            InvoiceDesk desk,
            Clock clock) {
        this.commands = commands;
        this.deeds = deeds;
        this.purses = purses;
        this.documents = documents;
        this.invoices = invoices;
        this.desk = desk;
        this.clock = clock;
    }

    @GET
    @Path("/{tenantId}")
    public PurseJson one(@PathParam("tenantId") long tenantId) {
        AccountRow account = account(tenantId);
        return PurseJson.of(
                tenantId,
                invoices.balance(account.tenantId(), account.currency()),
                purses.of(account.id(), account.currency()),
                documents.title(account.id()),
                purses.credits(account.id()));
    }

    @POST
    @Path("/{tenantId}/credits")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PurseJson grant(@PathParam("tenantId") long tenantId, CreditRequest body) {
        AccountRow account = account(tenantId);
        List<String> scope = body.scope() == null ? List.of() : body.scope();
        if (scope.size() > SCOPE_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "scope", "scope must name at most " + SCOPE_MAX);
        }
        scope.forEach(word -> Check.matches("scope", word, WORD, "must name charges' first words, such as instance"));
        BigDecimal cap = body.monthlyCap();
        Grant grant = new Grant(
                Check.text("name", body.name(), 100),
                amount(account, "amount", body.amount()),
                scope,
                cap == null ? null : amount(account, "monthlyCap", cap),
                expiry(body.expiresAt()));
        return perform(account, new GrantCredit(InvoiceDesk.purse(account), desk.books(account), grant));
    }

    /** Takes a deposit, or gives it back where the amount is negative. */
    @POST
    @Path("/{tenantId}/deposits")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PurseJson deposit(@PathParam("tenantId") long tenantId, MoneyRequest body) {
        AccountRow account = account(tenantId);
        return perform(account, deeds.deposit(account, body.moved()));
    }

    @POST
    @Path("/{tenantId}/payouts")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PurseJson payOut(@PathParam("tenantId") long tenantId, MoneyRequest body) {
        AccountRow account = account(tenantId);
        return perform(account, deeds.payOut(account, body.moved()));
    }

    @PUT
    @Path("/{tenantId}/wallet-terms")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PurseJson watch(@PathParam("tenantId") long tenantId, WalletTermsRequest body) {
        AccountRow account = account(tenantId);
        BigDecimal low = body.lowAt();
        return perform(
                account,
                new SetWalletTerms(
                        InvoiceDesk.purse(account),
                        desk.books(account),
                        low == null ? null : amount(account, "lowAt", low),
                        Boolean.TRUE.equals(body.stopWhenEmpty())));
    }

    /** Settles open invoices from wallet or deposit, or gives one up. */
    @POST
    @Path("/{tenantId}/settlements")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PurseJson settle(@PathParam("tenantId") long tenantId, SettlementRequest body) {
        AccountRow account = account(tenantId);
        Settle means = Check.oneOf("means", body.means(), Settle.class);
        PurseCommand command = switch (means) {
            case WALLET -> deeds.spendWallet(account, body.invoiceId());
            case DEPOSIT -> deeds.spendDeposit(account, body.invoiceId());
            case WRITE_OFF -> deeds.writeOff(account, body.invoiceId(), body.reason());
        };
        return perform(account, command);
    }

    @PUT
    @Path("/{tenantId}/title")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public PurseJson title(@PathParam("tenantId") long tenantId, StaffTitleRequest body) {
        AccountRow account = account(tenantId);
        SetBillingTitle command = body.command(account);
        Boolean internal = body.internal();
        return commands.perform(
                () -> {
                    commands.send(command);
                    if (internal != null) {
                        commands.send(new SetInternal(account.id(), internal));
                    }
                },
                () -> one(tenantId));
    }

    private PurseJson perform(AccountRow account, PurseCommand command) {
        return commands.perform(
                () -> commands.send(command), () -> one(account.tenantId().value()));
    }

    private AccountRow account(long tenantId) {
        return deeds.account(tenantId);
    }

    private static BigDecimal amount(AccountRow account, String field, @Nullable BigDecimal amount) {
        return PurseDeeds.amount(account, field, amount);
    }

    private @Nullable Instant expiry(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant at = Instant.parse(text);
            if (at.isAfter(clock.instant())) {
                return at;
            }
        } catch (DateTimeException e) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "expiresAt", "expiresAt must be an instant like 2026-12-31T16:00:00Z");
        }
        throw Refused.field(CommonRefusal.INVALID_FIELD, "expiresAt", "expiresAt must lie ahead");
    }

    /** How an invoice is settled without a payment. */
    enum Settle {
        WALLET,
        DEPOSIT,
        WRITE_OFF
    }

    /** A credit to grant. */
    public record CreditRequest(
            @Nullable String name,
            @Nullable BigDecimal amount,
            @Nullable List<String> scope,
            @Nullable BigDecimal monthlyCap,
            @Nullable String expiresAt) {}

    /** Money and its mark. */
    public record MoneyRequest(
            @Nullable BigDecimal amount, @Nullable String reference) {
        PurseDeeds.Moved moved() {
            return new PurseDeeds.Moved(amount, reference);
        }
    }

    /** How the wallet is watched. */
    public record WalletTermsRequest(
            @Nullable BigDecimal lowAt, @Nullable Boolean stopWhenEmpty) {}

    /** What settles which invoice; the wallet settles the oldest first where none is named. */
    public record SettlementRequest(
            @Nullable String means,
            @Nullable Long invoiceId,
            @Nullable String reason) {}

    /** Whom papers are made out to, and whether the account is an internal department's; absent, that stays as it is. */
    public record StaffTitleRequest(
            @Nullable String title,
            @Nullable String taxNumber,
            @Nullable String address,
            @Nullable String bank,
            @Nullable String email,
            @Nullable String fapiaoKind,
            @Nullable Boolean internal) {
        SetBillingTitle command(AccountRow account) {
            return new TitleRequest(title, taxNumber, address, bank, email, fapiaoKind).command(account.id());
        }
    }
}
