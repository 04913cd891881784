package myidc.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import myidc.api.MoneyJson;
import myidc.api.admin.LedgerResource.PostingJson;
import myidc.api.admin.LegalEntitiesResource.EntryRequest;
import myidc.api.admin.PurseDeeds.Moved;
import myidc.api.admin.PurseDeeds.Named;
import myidc.billing.BillingRefusal;
import myidc.billing.Currencies;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.Ledger;
import myidc.billing.read.Ledger.Balance;
import myidc.billing.read.Ledger.Posting;
import myidc.billing.read.LegalEntities;
import myidc.billing.read.Purses;
import myidc.billing.read.Purses.PaymentRow;
import myidc.billing.read.Purses.PurseRow;
import myidc.billing.reconcile.CashDesk;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.platform.axon.Commands;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.Id;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.LegalEntityId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Deeds with money, done and taken back at once: what they would settle and book, or why they are refused. */
@Path("/admin/v1/money-trials")
@Staff({Role.FINANCE, Role.OPERATOR})
public final class MoneyTrialsResource {
    private static final int LINES_MAX = 1_000;

    private final Commands commands;
    private final PurseDeeds deeds;
    private final CashDesk cash;
    private final InvoiceDesk desk;
    private final Purses purses;
    private final Invoices invoices;
    private final LegalEntities entities;
    private final Ledger ledger;

    MoneyTrialsResource(
            Commands commands,
            PurseDeeds deeds,
            CashDesk cash,
            InvoiceDesk desk,
            Purses purses,
            Invoices invoices,
            LegalEntities entities,
            Ledger ledger) {
        this.commands = commands;
        this.deeds = deeds;
        this.cash = cash;
        this.desk = desk;
        this.purses = purses;
        this.invoices = invoices;
        this.entities = entities;
        this.ledger = ledger;
    }

    /** Tries a deed out; nothing of it stays. */
    @POST
    public TrialJson tryOut(TrialRequest body) {
        Trial trial = trial(Check.oneOf("deed", body.deed(), Deed.class), body);
        return commands.tryOut(
                () -> {
                    Seen before = seen(trial);
                    trial.work().run();
                    return before;
                },
                before -> answer(trial, before));
    }

    private Trial trial(Deed deed, TrialRequest body) {
        return switch (deed) {
            case RETURN -> {
                PaymentRow payment = deeds.payment(Check.range("paymentId", body.paymentId(), 1L, Long.MAX_VALUE));
                yield of(
                        deeds.account(payment.tenantId().value()),
                        () -> commands.send(deeds.giveBack(payment, body.reason())));
            }
            case CREDIT_NOTE -> creditNote(body);
            case ENTRY -> entry(body);
            case PAYMENT, DEPOSIT, PAY_OUT, WALLET, SPEND_DEPOSIT, WRITE_OFF -> ofTenant(deed, body);
        };
    }

    private Trial ofTenant(Deed deed, TrialRequest body) {
        TenantId tenant = new TenantId(Check.range("tenantId", body.tenantId(), 1L, Long.MAX_VALUE));
        AccountRow account = cash.account(tenant);
        Moved moved = new Moved(body.amount(), body.reference());
        if (deed == Deed.PAYMENT) {
            var paid = PurseDeeds.paid(body.amount(), body.receivedOn(), new Named(body.reference(), body.invoiceId()));
            return of(account, () -> cash.receive(tenant, paid));
        }
        var command = switch (deed) {
            case DEPOSIT -> deeds.deposit(account, moved);
            case PAY_OUT -> deeds.payOut(account, moved);
            case SPEND_DEPOSIT -> deeds.spendDeposit(account, body.invoiceId());
            case WRITE_OFF -> deeds.writeOff(account, body.invoiceId(), body.reason());
            default -> deeds.spendWallet(account, body.invoiceId());
        };
        return of(account, () -> commands.send(command));
    }

    private Trial creditNote(TrialRequest body) {
        InvoiceId id = new InvoiceId(Check.range("invoiceId", body.invoiceId(), 1L, Long.MAX_VALUE));
        InvoiceRow invoice = invoices.find(null, id)
                .orElseThrow(() -> Refused.field(
                        BillingRefusal.INVOICE_NOT_FOUND, "invoiceId", "There is no invoice " + id.value()));
        List<Integer> lines = body.lines() == null ? List.of() : body.lines();
        Check.range("lines", lines.size(), 0, LINES_MAX);
        String reason = Check.text("reason", body.reason(), 500);
        AccountRow account = deeds.account(invoice.tenantId().value());
        return new Trial(
                List.of(id, InvoiceDesk.purse(account)),
                account,
                account.currency(),
                () -> desk.credit(invoice, lines, reason));
    }

    private Trial entry(TrialRequest body) {
        long id = Check.range("entityId", body.entityId(), 1L, Long.MAX_VALUE);
        if (entities.find(id).isEmpty()) {
            throw Refused.field(BillingRefusal.LEGAL_ENTITY_NOT_FOUND, "entityId", "There is no legal entity " + id);
        }
        EntryRequest wanted = Check.present("entry", body.entry());
        var command = PurseDeeds.entry(new LegalEntityId(id), wanted);
        Currency currency = Currency.getInstance(
                Currencies.check("currency", command.entry().currency()));
        return new Trial(List.of(new LegalEntityId(id)), null, currency, () -> commands.send(command));
    }

    private static Trial of(AccountRow account, Runnable work) {
        return new Trial(List.of(InvoiceDesk.purse(account)), account, account.currency(), work);
    }

    private Seen seen(Trial trial) {
        Map<String, Long> facts = new TreeMap<>();
        trial.touched().forEach(id -> facts.put(id.text(), ledger.facts(id)));
        return new Seen(facts, holding(trial.account()));
    }

    private TrialJson answer(Trial trial, Seen before) {
        List<String> causes = new ArrayList<>();
        for (Id id : trial.touched()) {
            long now = ledger.facts(id);
            long then = before.facts().getOrDefault(id.text(), 0L);
            for (long sequence = then; sequence < now; sequence++) {
                causes.add(id.text() + "#" + sequence);
            }
        }
        List<Posting> postings = ledger.groups(causes);
        return new TrialJson(
                trial.currency().getCurrencyCode(),
                before.holding(),
                holding(trial.account()),
                settled(postings),
                stands(postings, trial.currency()),
                postings.stream().map(PostingJson::of).toList());
    }

    private @Nullable HoldingJson holding(@Nullable AccountRow account) {
        if (account == null) {
            return null;
        }
        PurseRow purse = purses.of(account.id(), account.currency());
        return new HoldingJson(
                MoneyJson.of(invoices.balance(account.tenantId(), account.currency())),
                MoneyJson.of(purse.wallet()),
                MoneyJson.of(purse.deposit()),
                purse.dunningStep(),
                purse.stopped());
    }

    /** Invoices whose open amount changes; a receivable's posting is by how much. */
    private List<SettledJson> settled(List<Posting> postings) {
        Map<Long, Money> changes = new TreeMap<>();
        postings.stream()
                .filter(posting -> posting.invoiceId() > 0 && posting.account().startsWith("assets:receivable:"))
                .forEach(posting -> changes.merge(posting.invoiceId(), posting.amount(), Money::plus));
        List<SettledJson> settled = new ArrayList<>();
        changes.forEach((id, change) -> invoices.find(null, new InvoiceId(id))
                .ifPresent(invoice -> settled.add(new SettledJson(
                        id,
                        invoice.number(),
                        MoneyJson.of(invoice.open().minus(change)),
                        MoneyJson.of(invoice.open())))));
        return settled;
    }

    private List<StandJson> stands(List<Posting> postings, Currency currency) {
        Map<String, Money> changes = postings.stream()
                .collect(Collectors.toMap(Posting::account, Posting::amount, Money::plus, TreeMap::new));
        Map<String, Money> now = ledger.balancesOf(changes.keySet(), currency).stream()
                .collect(Collectors.toMap(Balance::account, Balance::balance));
        return changes.entrySet().stream()
                .map(change -> {
                    Money after = now.getOrDefault(change.getKey(), Money.zero(currency));
                    return new StandJson(
                            change.getKey(),
                            MoneyJson.of(after.minus(change.getValue())),
                            MoneyJson.of(change.getValue()),
                            MoneyJson.of(after));
                })
                .toList();
    }

    private enum Deed {
        PAYMENT,
        RETURN,
        DEPOSIT,
        PAY_OUT,
        WALLET,
        SPEND_DEPOSIT,
        WRITE_OFF,
        CREDIT_NOTE,
        ENTRY
    }

    /** What is tried, and whose facts it adds to. */
    private record Trial(List<Id> touched, @Nullable AccountRow account, Currency currency, Runnable work) {}

    private record Seen(Map<String, Long> facts, @Nullable HoldingJson holding) {}

    /**
     * A deed and what it needs, as its own door takes it.
     *
     * @param deed PAYMENT, RETURN, DEPOSIT, PAY_OUT, WALLET, SPEND_DEPOSIT, WRITE_OFF, CREDIT_NOTE or ENTRY
     */
    public record TrialRequest(
            @Nullable String deed,
            @Nullable Long tenantId,
            @Nullable BigDecimal amount,
            @Nullable String receivedOn,
            @Nullable String reference,
            @Nullable String reason,
            @Nullable Long invoiceId,
            @Nullable Long paymentId,
            @Nullable List<Integer> lines,
            @Nullable Long entityId,
            @Nullable EntryRequest entry) {}

    /** What would follow; before and after are absent where no tenant's money is touched. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TrialJson(
            String currency,
            @Nullable HoldingJson before,
            @Nullable HoldingJson after,
            List<SettledJson> invoices,
            List<StandJson> accounts,
            List<PostingJson> postings) {}

    /** What a tenant owes and has in hand. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HoldingJson(
            MoneyJson owed,
            MoneyJson wallet,
            MoneyJson deposit,
            int dunningStep,
            @Nullable String stopped) {}

    /** What is open on an invoice, before and after. */
    public record SettledJson(long invoiceId, String number, MoneyJson before, MoneyJson after) {}

    /** What an account of the ledger stands at; debit is positive. */
    public record StandJson(String account, MoneyJson before, MoneyJson change, MoneyJson after) {}
}
