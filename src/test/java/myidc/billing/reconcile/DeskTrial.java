package myidc.billing.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.platform.axon.Commands;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import myidc.shared.time.BillingMonth;

/** Bills lines of a test's choosing as the closing of a month would. */
@ApplicationScoped
public class DeskTrial {
    @Inject
    Commands commands;

    @Inject
    InvoiceDesk desk;

    @Inject
    MonthCloser closer;

    @Inject
    Accounts accounts;

    public AccountRow opened(TenantId tenant, String entity) {
        commands.send(new OpenAccount(
                new AccountId(tenant.value()),
                tenant,
                "CNY",
                BillingMonth.DEFAULT_ZONE,
                entity,
                Instant.parse("2026-06-02T00:00:00Z")));
        return accounts.of(tenant).orElseThrow();
    }

    public InvoiceId billed(AccountRow account, YearMonth month, List<InvoiceLine> lines, boolean review) {
        return commands.perform(() -> desk.bill(account, month, desk.prepare(account, lines), review), id -> id);
    }

    public void closed(AccountRow account, YearMonth month) {
        commands.perform(() -> closer.close(account, month), () -> Boolean.TRUE);
    }
}
