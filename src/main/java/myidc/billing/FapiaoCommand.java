package myidc.billing;

import java.time.LocalDate;
import java.util.List;
import myidc.billing.event.FapiaoPaper;
import myidc.shared.id.FapiaoBatchId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a batch of fapiaos. */
public sealed interface FapiaoCommand {
    record MakeFapiaoBatch(@TargetAggregateIdentifier FapiaoBatchId batchId, String entity, List<FapiaoPaper> papers)
            implements FapiaoCommand {}

    /** Told again with the same number, it changes nothing. */
    record NumberFapiao(
            @TargetAggregateIdentifier FapiaoBatchId batchId,
            int place,
            String number,
            LocalDate issuedOn,
            LocalDate today)
            implements FapiaoCommand {}

    record RejectFapiao(@TargetAggregateIdentifier FapiaoBatchId batchId, int place, String reason)
            implements FapiaoCommand {}
}
