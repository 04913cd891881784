package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import myidc.compute.InstanceCommand.DeleteInstance;
import myidc.compute.QueueCommand.CancelAction;
import myidc.compute.QueueCommand.QueueAction;
import myidc.compute.event.QueueEvent.ActionCancelled;
import myidc.compute.event.QueueEvent.ActionQueued;
import myidc.compute.event.QueueEvent.ActionReached;
import myidc.compute.event.QueuedAction;
import myidc.compute.event.QueuedAction.Kind;
import myidc.platform.db.Claims;
import myidc.shared.Refused;
import org.axonframework.commandhandling.CommandHandler;
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

    /** Does the action as if it were asked for now; refuses before it applies anything. */
    abstract void begin(QueuedAction action);

    abstract void decide(DeleteInstance command, Claims claims);

    @CommandHandlerInterceptor
    Object decide(InterceptorChain chain) throws Exception {
        Object done = chain.proceed();
        while (!waiting.isEmpty() && isFree()) {
            reach(waiting.getFirst());
        }
        return done;
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
        if (state == InstanceState.DELETING || waiting.stream().anyMatch(each -> each.kind() == Kind.DELETE)) {
            throw unfit("Linode " + known().value() + " is to be deleted.");
        }
        if (waiting.size() >= WAITING_MAX) {
            throw Refused.because(
                    ComputeRefusal.QUEUE_FULL,
                    "Linode busy, and " + WAITING_MAX + " actions wait already: the most that may.");
        }
        possible(action);
        apply(new ActionQueued(known(), action, waiting.size() + 1));
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
        apply(new ActionReached(known(), next.number()));
        try {
            begin(next);
        } catch (Refused refused) {
            apply(new ActionCancelled(known(), next.number(), brief(refused.detail())));
        }
    }

    private boolean isFree() {
        return !state.inTransition() && !worked;
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
            case SHUT_DOWN -> {}
        }
    }

    private void leave(long number) {
        waiting = waiting.stream().filter(each -> each.number() != number).toList();
    }

    @EventSourcingHandler
    void evolve(ActionQueued fact) {
        List<QueuedAction> all = new ArrayList<>(waiting);
        all.add(fact.action());
        waiting = List.copyOf(all);
    }

    @EventSourcingHandler
    void evolve(ActionReached fact) {
        leave(fact.number());
    }

    @EventSourcingHandler
    void evolve(ActionCancelled fact) {
        leave(fact.number());
    }
}
