package myidc.billing.event;

import java.math.BigDecimal;
import java.time.Instant;
import myidc.shared.id.LeaseId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of a lease: space, power or anything else that is there for a tenant by contract and not by a machine. */
public sealed interface LeaseEvent {
    LeaseId leaseId();

    /**
     * Something is there for a tenant from an instant on, which may lie before or after the telling.
     *
     * @param charge what a price book calls it, such as {@code rack:full}, {@code space:u} or {@code power:kw}
     * @param name what it is called, such as the rack's name and its units
     * @param quantity how much of it, in {@code unit}; of a rack the committed kW
     */
    record LeaseBegun(
            LeaseId leaseId,
            TenantId tenantId,
            String charge,
            String name,
            BigDecimal quantity,
            String unit,
            @Nullable String region,
            @Nullable String contract,
            Instant from)
            implements LeaseEvent {}

    /** It is so much from this instant on. */
    record LeaseChanged(LeaseId leaseId, BigDecimal before, BigDecimal quantity, Instant from) implements LeaseEvent {}

    /** It is there until this instant and no longer. */
    record LeaseEnded(LeaseId leaseId, Instant until) implements LeaseEvent {}
}
