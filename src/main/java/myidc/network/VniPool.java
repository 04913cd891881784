package myidc.network;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import myidc.network.VniCommand.CloseVniPool;
import myidc.network.VniCommand.OpenVniPool;
import myidc.network.event.VniPoolEvent.VniPoolClosed;
import myidc.network.event.VniPoolEvent.VniPoolOpened;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.SiteId;
import myidc.shared.id.VniPoolId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The VNIs that a site gives out. */
final class VniPool {
    /** 24 bits: RFC 7348, section 5. */
    private static final long NUMBER_MAX = 0xFF_FFFF;

    @AggregateIdentifier
    private @Nullable VniPoolId id;

    private @Nullable SiteId siteId;
    private boolean closed;

    VniPool() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OpenVniPool command, NumberRoom numbers) {
        long first = Check.range("first", (Long) command.first(), 1, NUMBER_MAX);
        long last = Check.range("last", (Long) command.last(), first, NUMBER_MAX);
        if (!numbers.open(NumberRoom.vnis(command.siteId()), first, last)) {
            throw Refused.field(NetworkRefusal.NAME_TAKEN, "siteId", "siteId has a pool of VNIs already");
        }
        apply(new VniPoolOpened(command.poolId(), command.siteId(), first, last));
    }

    @CommandHandler
    void decide(CloseVniPool command, NumberRoom numbers) {
        if (closed) {
            throw Refused.because(NetworkRefusal.VNI_POOL_NOT_FOUND, "The pool was closed");
        }
        SiteId site = requireNonNull(siteId);
        numbers.close(NumberRoom.vnis(site), NetworkRefusal.VNI_POOL_IN_USE);
        apply(new VniPoolClosed(command.poolId(), site));
    }

    @EventSourcingHandler
    void evolve(VniPoolOpened fact) {
        id = fact.poolId();
        siteId = fact.siteId();
    }

    @EventSourcingHandler
    void evolve(VniPoolClosed fact) {
        closed = true;
    }
}
