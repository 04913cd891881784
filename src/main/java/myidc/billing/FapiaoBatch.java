package myidc.billing;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import myidc.billing.FapiaoCommand.MakeFapiaoBatch;
import myidc.billing.FapiaoCommand.NumberFapiao;
import myidc.billing.FapiaoCommand.RejectFapiao;
import myidc.billing.event.FapiaoEvent.FapiaoBatchMade;
import myidc.billing.event.FapiaoEvent.FapiaoNumbered;
import myidc.billing.event.FapiaoEvent.FapiaoRejected;
import myidc.billing.event.FapiaoPaper;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.FapiaoBatchId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A batch of fapiaos: an invoice or credit note is in one batch at a time, and each is answered once. */
final class FapiaoBatch {
    static final int PAPERS_MAX = 500;
    private static final String SUBJECT = "billing.fapiao";
    private static final String NUMBER = "billing.fapiao-number";

    /** A fully digital fapiao has 20 digits; an older one its code of 10 or 12 and its number of 8. */
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{18}|[0-9]{20}");

    @AggregateIdentifier
    private @Nullable FapiaoBatchId id;

    /** By place, what each is a fapiao of. */
    private final Map<Integer, String> subjects = new HashMap<>();

    /** By place, the number given; empty where it was rejected. */
    private final Map<Integer, String> answers = new HashMap<>();

    FapiaoBatch() {}

    @CommandHandler
    FapiaoBatch(MakeFapiaoBatch command, Claims claims) {
        List<FapiaoPaper> papers = command.papers();
        if (papers.isEmpty() || papers.size() > PAPERS_MAX) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "papers", "papers must be from 1 to " + PAPERS_MAX + " in one batch");
        }
        for (FapiaoPaper paper : papers) {
            claims.take(
                    new Claims.Claim(SUBJECT, paper.subject(), "papers"),
                    command.batchId().text(),
                    BillingRefusal.FAPIAO_SENT);
        }
        apply(new FapiaoBatchMade(command.batchId(), command.entity(), papers));
    }

    @CommandHandler
    void decide(NumberFapiao command, Claims claims) {
        String number = Check.matches(
                "number",
                command.number(),
                NUMBERS,
                "must be 20 digits, or 18 or 20 of an older fapiao: its code and its number");
        if (command.issuedOn().isAfter(command.today())) {
            throw Refused.field(BillingRefusal.DAY_TO_COME, "issuedOn", "issuedOn must not be after today");
        }
        subject(command.place());
        if (number.equals(answers.get(command.place()))) {
            return;
        }
        refuseAnswered(command.place());
        claims.take(
                new Claims.Claim(NUMBER, number, "number"),
                holder(command.batchId(), command.place()),
                BillingRefusal.FAPIAO_NUMBER_TAKEN);
        apply(new FapiaoNumbered(command.batchId(), command.place(), number, command.issuedOn()));
    }

    @CommandHandler
    void decide(RejectFapiao command, Claims claims) {
        String subject = subject(command.place());
        refuseAnswered(command.place());
        claims.release(SUBJECT, subject, command.batchId().text());
        apply(new FapiaoRejected(command.batchId(), command.place(), Check.text("reason", command.reason(), 300)));
    }

    @EventSourcingHandler
    void evolve(FapiaoBatchMade fact) {
        id = fact.batchId();
        fact.papers().forEach(paper -> subjects.put(paper.place(), paper.subject()));
    }

    @EventSourcingHandler
    void evolve(FapiaoNumbered fact) {
        answers.put(fact.place(), fact.number());
    }

    @EventSourcingHandler
    void evolve(FapiaoRejected fact) {
        answers.put(fact.place(), "");
    }

    private String subject(int place) {
        String subject = subjects.get(place);
        if (subject == null) {
            throw Refused.field(
                    BillingRefusal.FAPIAO_NOT_FOUND,
                    "place",
                    "There is no place " + place + " in "
                            + Objects.requireNonNull(id).text());
        }
        return subject;
    }

    private void refuseAnswered(int place) {
        String answer = answers.get(place);
        if (answer != null) {
            throw Refused.field(
                    BillingRefusal.FAPIAO_ANSWERED,
                    "place",
                    "Place " + place + (answer.isEmpty() ? " was rejected" : " has number " + answer));
        }
    }

    private static String holder(FapiaoBatchId batch, int place) {
        return batch.text() + "/" + place;
    }
}
