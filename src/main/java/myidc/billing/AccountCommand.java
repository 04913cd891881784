package myidc.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import myidc.billing.event.CarriedCommitment;
import myidc.billing.event.MeasuredUsage;
import myidc.billing.event.Party;
import myidc.billing.event.RatedUsage;
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

    /** Keeps how the account's next month was rated; it is closed in the same call. */
    record RateMonth(
            @TargetAggregateIdentifier AccountId accountId,
            YearMonth month,
            List<RatedUsage> charges,
            List<MeasuredUsage> measured,
            List<CarriedCommitment> carried)
            implements AccountCommand {}

    /** Closes the account's next month, with the invoice that goes with it or none. */
    record CloseMonth(
            @TargetAggregateIdentifier AccountId accountId,
            YearMonth month,
            @Nullable InvoiceId invoiceId,
            BigDecimal total)
            implements AccountCommand {}

    /** Sets whom papers are made out to and what fapiao is wanted. */
    record SetBillingTitle(@TargetAggregateIdentifier AccountId accountId, Party title, String fapiaoKind)
            implements AccountCommand {}

    /** Makes the account an internal department's, or a customer's again; as it is, it changes nothing. */
    record SetInternal(@TargetAggregateIdentifier AccountId accountId, boolean internal) implements AccountCommand {}
}
