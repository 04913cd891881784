package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;
import myidc.billing.BillingRefusal;
import myidc.billing.event.PurseEvent.PaymentWay;
import myidc.billing.port.PaymentProvider;
import myidc.billing.port.PaymentProvider.Outcome;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.KeptMethods;
import myidc.billing.read.KeptMethods.KeptMethod;
import myidc.billing.reconcile.CashDesk.Paid;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PaymentId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Payments through a provider: begun by the tenant, ended by the provider's signed callback, counted once. */
@Singleton
public final class Checkouts {
    private static final Caller PROVIDER = Caller.program("payments");

    private final Commands commands;
    private final CurrentCaller callers;
    private final CashDesk cash;
    private final PaymentProvider provider;
    private final KeptMethods methods;
    private final Sql sql;
    private final Clock clock;

    Checkouts(
            Commands commands,
            CurrentCaller callers,
            CashDesk cash,
            PaymentProvider provider,
            KeptMethods methods,
            Sql sql,
            Clock clock) {
        this.commands = commands;
        this.callers = callers;
        this.cash = cash;
        this.provider = provider;
        this.methods = methods;
        this.sql = sql;
        this.clock = clock;
    }

    /** Begins a payment; the provider's page offers what the tenant prefers of what it keeps there. */
    public Checkout begin(TenantId tenant, BigDecimal amount, @Nullable InvoiceId invoice) {
        AccountRow account = cash.account(tenant);
        Money money = new Money(CashDesk.amount("amount", amount, account.currency()), account.currency());
        if (money.signum() <= 0) {
            throw Refused.field(BillingRefusal.AMOUNT_NOT_POSITIVE, "amount", "amount must be above 0");
        }
        String method = methods.of(tenant).stream()
                .filter(KeptMethod::preferred)
                .map(KeptMethod::reference)
                .findFirst()
                .orElse(null);
        String reference = UUID.randomUUID().toString();
        return commands.perform(
                () -> sql.change(
                        "insert into payment_intent (reference, account_id, provider, currency, amount, invoice_id,"
                                + " started_at) values (?, ?, ?, ?, ?, ?::bigint, ?)",
                        reference,
                        account.id().value(),
                        provider.name(),
                        money.currency().getCurrencyCode(),
                        money.amount(),
                        invoice == null ? null : invoice.value(),
                        clock.instant()),
                done -> new Checkout(reference, provider.checkout(reference, money, method)));
    }

    /** Takes a provider's word; told again, nothing changes. */
    public void conclude(String body, String signature) {
        Outcome outcome = provider.read(body, signature)
                .orElseThrow(
                        () -> Refused.because(CommonRefusal.UNAUTHENTICATED, "The signature is not the provider's"));
        callers.runAs(PROVIDER, () -> commands.perform(() -> conclude(outcome), () -> Boolean.TRUE));
    }

    private void conclude(Outcome outcome) {
        Intent intent = sql.row(
                        "select * from payment_intent where reference = ? for update",
                        row -> new Intent(
                                new TenantId(row.getLong("account_id")),
                                Money.of(
                                        row.getBigDecimal("amount")
                                                .stripTrailingZeros()
                                                .toPlainString(),
                                        row.getString("currency")),
                                row.getObject("invoice_id", Long.class),
                                row.getString("state")),
                        outcome.reference())
                .orElseThrow(() -> Refused.because(BillingRefusal.PAYMENT_NOT_FOUND, "There is no such payment"));
        if (!intent.state().equals("PENDING")) {
            return;
        }
        if (!outcome.paid()) {
            sql.change("update payment_intent set state = 'FAILED' where reference = ?", outcome.reference());
            return;
        }
        if (!outcome.amount().equals(intent.amount())) {
            throw Refused.field(
                    BillingRefusal.CURRENCY_DIFFERS, "amount", outcome.amount() + " is not " + intent.amount());
        }
        AccountRow account = cash.account(intent.tenant());
        PaymentId payment = cash.receive(
                intent.tenant(),
                new Paid(
                        intent.amount().amount(),
                        clock.instant().atZone(account.zone()).toLocalDate(),
                        PaymentWay.PROVIDER,
                        provider.name() + "/" + outcome.reference(),
                        open(intent.invoice())));
        sql.change(
                "update payment_intent set state = 'PAID', payment_id = ? where reference = ?",
                payment.value(),
                outcome.reference());
    }

    /** What was settled meanwhile is not settled twice: the money then goes to the oldest, or stays in the wallet. */
    private @Nullable InvoiceId open(@Nullable Long invoice) {
        if (invoice == null) {
            return null;
        }
        return sql.count("select count(*) from receivable_view where invoice_id = ? and open > 0", invoice) > 0
                ? new InvoiceId(invoice)
                : null;
    }

    /** Where to pay. */
    public record Checkout(String reference, String url) {}

    private record Intent(
            TenantId tenant, Money amount, @Nullable Long invoice, String state) {}
}
