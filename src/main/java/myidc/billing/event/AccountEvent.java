package myidc.billing.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of an account: what a tenant is billed by. */
public sealed interface AccountEvent {
    AccountId accountId();

    /**
     * An account was opened; its first month is the one of {@code openedAt}.
     *
     * @param currency ISO 4217 code it is billed in
     * @param zone where its months begin and end
     * @param entity the legal entity that bills it, by its code
     * @param openedAt when the tenant was opened, which may be before this was written
     */
    record AccountOpened(
            AccountId accountId, TenantId tenantId, String currency, ZoneId zone, String entity, Instant openedAt)
            implements AccountEvent {}

    /** What a month was charged for, where hours alone do not tell it; said before the month is closed. */
    record MonthRated(
            AccountId accountId,
            YearMonth month,
            List<RatedUsage> charges,
            List<MeasuredUsage> measured,
            List<CarriedCommitment> carried)
            implements AccountEvent {
        public MonthRated {
            charges = List.copyOf(charges);
            measured = List.copyOf(measured);
            carried = List.copyOf(carried);
        }
    }

    /**
     * A month of the account was closed and does not change any more.
     *
     * @param invoiceId the month's invoice; null when nothing was owed
     * @param total what was invoiced, tax included
     */
    record MonthClosed(
            AccountId accountId, YearMonth month, @Nullable InvoiceId invoiceId, BigDecimal total)
            implements AccountEvent {}

    /**
     * Whom the account's papers are made out to from now on.
     *
     * @param fapiaoKind what fapiao its owner wants: {@code NONE}, {@code NORMAL} or {@code SPECIAL}
     */
    record BillingTitleSet(AccountId accountId, Party title, String fapiaoKind) implements AccountEvent {}

    /** The account is an internal department's from now on: statements without tax, and nothing to pay. */
    record AccountMadeInternal(AccountId accountId) implements AccountEvent {}

    /** The account is a customer's from now on. */
    record AccountMadeExternal(AccountId accountId) implements AccountEvent {}
}
