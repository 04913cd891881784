package myidc.billing.event;

import java.time.LocalDate;
import java.util.List;
import myidc.shared.id.FapiaoBatchId;

/** The life of a batch of fapiaos: made for the tax authority's software, answered fapiao by fapiao. */
public sealed interface FapiaoEvent {
    FapiaoBatchId batchId();

    /** These fapiaos leave in one file, of one legal entity by its code. */
    record FapiaoBatchMade(FapiaoBatchId batchId, String entity, List<FapiaoPaper> papers) implements FapiaoEvent {
        public FapiaoBatchMade {
            papers = List.copyOf(papers);
        }
    }

    /** The tax authority gave the fapiao at a place of the batch its number. */
    record FapiaoNumbered(FapiaoBatchId batchId, int place, String number, LocalDate issuedOn) implements FapiaoEvent {}

    /** The fapiao at a place of the batch was not issued; it may be asked for again in another batch. */
    record FapiaoRejected(FapiaoBatchId batchId, int place, String reason) implements FapiaoEvent {}
}
