package myidc.billing;

import java.math.BigDecimal;
import java.time.Instant;
import myidc.shared.id.LeaseId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a lease. */
public sealed interface LeaseCommand {
    record BeginLease(@TargetAggregateIdentifier LeaseId leaseId, TenantId tenantId, Leased leased, Instant from)
            implements LeaseCommand {}

    record ChangeLease(@TargetAggregateIdentifier LeaseId leaseId, BigDecimal quantity, Instant from)
            implements LeaseCommand {}

    record EndLease(@TargetAggregateIdentifier LeaseId leaseId, Instant until) implements LeaseCommand {}

    /** What is leased, as a price book and a person know it. */
    record Leased(
            String charge,
            String name,
            BigDecimal quantity,
            String unit,
            @Nullable String region,
            @Nullable String contract) {}
}
