package myidc.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of an account. */
public sealed interface AccountCommand {
    /** Opens the tenant's account; asked again, it changes nothing. */
    record OpenAccount(
            @TargetAggregateIdentifier AccountId accountId,
            TenantId tenantId,
            String currency,
            ZoneId zone,
            String entity,
            Instant openedAt)
            implements AccountCommand {}

    /** Closes the account's next month, with the invoice that goes with it or none. */
    record CloseMonth(
            @TargetAggregateIdentifier AccountId accountId,
            YearMonth month,
            @Nullable InvoiceId invoiceId,
            BigDecimal total)
            implements AccountCommand {}
}
