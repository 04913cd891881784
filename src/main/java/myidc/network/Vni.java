package myidc.network;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.network.VniCommand.GiveBackVni;
import myidc.network.VniCommand.TakeVni;
import myidc.network.event.VniEvent.VniGivenBack;
import myidc.network.event.VniEvent.VniTaken;
import myidc.shared.Check;
import myidc.shared.id.SiteId;
import myidc.shared.id.VniId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A VXLAN network identifier that was given out. */
final class Vni {
    @AggregateIdentifier
    private @Nullable VniId id;

    private @Nullable SiteId siteId;
    private long number;
    private String holder = "";
    private boolean givenBack;

    Vni() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(TakeVni command, NumberRoom numbers) {
        String who = Check.text("holder", command.holder(), 80);
        String note = Check.optionalText("note", command.note(), 200);
        long taken = numbers.take(
                NumberRoom.vnis(command.siteId()),
                command.number(),
                command.vniId().text());
        apply(new VniTaken(command.vniId(), command.siteId(), taken, who, note));
    }

    @CommandHandler
    void decide(GiveBackVni command, NumberRoom numbers) {
        if (givenBack) {
            return;
        }
        SiteId site = requireNonNull(siteId);
        numbers.giveBack(NumberRoom.vnis(site), number, command.vniId().text());
        apply(new VniGivenBack(command.vniId(), site, number, holder));
    }

    @EventSourcingHandler
    void evolve(VniTaken fact) {
        id = fact.vniId();
        siteId = fact.siteId();
        number = fact.number();
        holder = fact.holder();
    }

    @EventSourcingHandler
    void evolve(VniGivenBack fact) {
        givenBack = true;
    }
}
