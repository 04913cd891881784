package myidc.billing.event;

import java.math.BigDecimal;
import java.time.YearMonth;
import myidc.shared.id.CostRateId;

/** The life of a cost rate: what the operator pays for something, or would pay at a cloud. */
public sealed interface CostRateEvent {
    CostRateId rateId();

    /**
     * So much is reckoned from a month on, until another rate for the same begins.
     *
     * @param item a device type's manufacturer and model, or a cloud's name; {@code *} for any
     * @param months over which a device is written off; 0 of anything else
     */
    record CostRateEntered(
            CostRateId rateId,
            CostKind kind,
            String item,
            String currency,
            BigDecimal amount,
            int months,
            YearMonth from)
            implements CostRateEvent {}

    /** It was entered by mistake, or holds no more; reports of before keep it. */
    record CostRateWithdrawn(CostRateId rateId) implements CostRateEvent {}
}
