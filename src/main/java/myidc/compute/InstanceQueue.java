package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import myidc.compute.HandoverCommand.HandInstanceOver;
import myidc.compute.InstanceCommand.DeleteInstance;
import myidc.compute.QueueCommand.BeginDeed;
import myidc.compute.QueueCommand.CancelAction;
import myidc.compute.QueueCommand.GiveUpDeed;
import myidc.compute.QueueCommand.QueueAction;
import myidc.compute.QueueCommand.QueueDeed;
import myidc.compute.WeighingCommand.KeepWeighing;
import myidc.compute.event.QueueEvent.ActionCancelled;
import myidc.compute.event.QueueEvent.ActionQueued;
import myidc.compute.event.QueueEvent.ActionReached;
import myidc.compute.event.QueueEvent.DeedBegun;
import myidc.compute.event.QueueEvent.DeedQueued;
import myidc.compute.event.QueueEvent.DeedReached;
import myidc.compute.event.QueuedAction;
import myidc.compute.event.QueuedAction.Kind;
import myidc.compute.event.QueuedDeed;
import myidc.platform.axon.WhoAndWhy;
import myidc.platform.db.Claims;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.modelling.command.CommandHandlerInterceptor;

/**
 * What waits for a guest. The next action begins in the transaction that ends the one before, so that a guest at which
 * something waits is never free and nothing can overtake.
 */
abstract class InstanceQueue extends InstanceFinds {
    static final int WAITING_MAX = 10;

    List<QueuedAction> waiting = List.of();

    /** What of these stands for more than an action. */
    List<QueuedDeed> deeds = List.of();

    /** Does the action as if it were asked for now; refuses before it applies anything. */
    abstract void begin(QueuedAction action);

    abstract void decide(DeleteInstance command, Claims claims);

    /** Before what a deed begins with, and what is noted of it, the guest is free still: that deed comes next. */
    @CommandHandlerInterceptor
    Object decide(InterceptorChain chain, CommandMessage<?> command) throws Exception {
        refuseOthers(command);
        Object done = chain.proceed();
        if (command.getPayload() instanceof BeginDeed || command.getPayload() instanceof KeepWeighing) {
            return done;
        }
        while (!waiting.isEmpty() && isFree()) {
            reach(waiting.getFirst());
        }
        return done;
    }

    /** Who had it a moment ago, and asked then, has it no more. */
    private void refuseOthers(CommandMessage<?> command) {
        TenantId present = tenant;
        if (present != null
                && command.getMetaData().get(WhoAndWhy.TENANT) instanceof Long asking
                && asking != present.value()
                && !(command.getPayload() instanceof HandInstanceOver)) {
            throw Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "Not found");
        }
    }

    @CommandHandler
    void decide(QueueAction command, Claims claims) {
        present();
        QueuedAction action = command.action();
        if (isFree()) {
            if (action.kind() == Kind.DELETE) {
                decide(new DeleteInstance(known()), claims);
            } else {
                begin(action);
            }
            return;
        }
        joins();
        possible(action);
        apply(new ActionQueued(known(), action, waiting.size() + 1));
    }

    @CommandHandler
    void decide(QueueDeed command) {
        present();
        joins();
        if (command.deed().kind() == QueuedDeed.Kind.REBUILD) {
            unlocked();
        }
        apply(new DeedQueued(known(), command.deed(), waiting.size() + 1));
    }

    @CommandHandler
    void decide(BeginDeed command) {
        if (!isTurnOf(command.number())) {
            throw Refused.because(ComputeRefusal.ACTION_NOT_WAITING, "The action does not wait any more.");
        }
        apply(new DeedBegun(known(), command.number()));
    }

    @CommandHandler
    void decide(GiveUpDeed command) {
        if (isTurnOf(command.number())) {
            apply(new ActionCancelled(known(), command.number(), brief(command.cause())));
        }
    }

    private boolean isTurnOf(long number) {
        return turn != null && turn.number() == number;
    }

    private void joins() {
        if (state == InstanceState.DELETING || waiting.stream().anyMatch(each -> each.kind() == Kind.DELETE)) {
            throw unfit("Linode " + known().value() + " is to be deleted.");
        }
        if (waiting.size() >= WAITING_MAX) {
            throw Refused.because(
                    ComputeRefusal.QUEUE_FULL,
                    "Linode busy, and " + WAITING_MAX + " actions wait already: the most that may.");
        }
    }

    @CommandHandler
    void decide(CancelAction command) {
        present();
        if (waiting.stream().noneMatch(each -> each.number() == command.number())) {
            throw Refused.because(ComputeRefusal.ACTION_NOT_WAITING, "The action does not wait any more.");
        }
        apply(new ActionCancelled(known(), command.number(), "Cancelled on request."));
    }

    private void reach(QueuedAction next) {
        if (state == InstanceState.DELETED) {
            apply(new ActionCancelled(known(), next.number(), "Linode " + known().value() + " was deleted."));
            return;
        }
        if (next.kind() == Kind.DEED) {
            apply(new DeedReached(known(), deed(next.number())));
            return;
        }
        apply(new ActionReached(known(), next.number()));
        try {
            begin(next);
        } catch (Refused refused) {
            apply(new ActionCancelled(known(), next.number(), brief(refused.detail())));
        }
    }

    private QueuedDeed deed(long number) {
        return deeds.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** What is wrong with it whenever it is done is said at once. */
    private void possible(QueuedAction action) {
        switch (action.kind()) {
            case BOOT, REBOOT -> {
                if (action.configId() != null) {
                    config(action.configId());
                }
            }
            case RESCUE -> holds(action.devices());
            case RESIZE_DISK, DELETE_DISK -> disk(Objects.requireNonNull(action.diskId()));
            case DELETE -> unlocked();
            case SHUT_DOWN, DEED -> {}
        }
    }

    private void leave(long number) {
        waiting = waiting.stream().filter(each -> each.number() != number).toList();
        deeds = deeds.stream().filter(each -> each.number() != number).toList();
    }

    @EventSourcingHandler
    void evolve(ActionQueued fact) {
        join(fact.action());
    }

    private void join(QueuedAction action) {
        List<QueuedAction> all = new ArrayList<>(waiting);
        all.add(action);
        waiting = List.copyOf(all);
    }

    @EventSourcingHandler
    void evolve(DeedQueued fact) {
        join(QueuedAction.plain(fact.deed().number(), Kind.DEED));
        List<QueuedDeed> all = new ArrayList<>(deeds);
        all.add(fact.deed());
        deeds = List.copyOf(all);
    }

    @EventSourcingHandler
    void evolve(DeedReached fact) {
        leave(fact.deed().number());
        turn = fact.deed();
    }

    @EventSourcingHandler
    void evolve(DeedBegun fact) {
        turn = null;
    }

    @EventSourcingHandler
    void evolve(ActionReached fact) {
        leave(fact.number());
    }

    @EventSourcingHandler
    void evolve(ActionCancelled fact) {
        leave(fact.number());
        if (isTurnOf(fact.number())) {
            turn = null;
        }
    }
}
