package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import myidc.api.tenant.linode.ActionJson.Queued;
import myidc.compute.ComputeRefusal;
import myidc.compute.QueueCommand.CancelAction;
import myidc.compute.QueueCommand.QueueAction;
import myidc.compute.QueueCommand.QueueDeed;
import myidc.compute.event.QueuedAction;
import myidc.compute.event.QueuedDeed;
import myidc.compute.read.AccountEvents;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * Actions on a guest that may be busy. Linode's clients are told so and ask again; a caller who sends
 * {@code Prefer: respond-async} has the action queued instead.
 */
@Singleton
final class GuestQueue {
    static final String HEADER = "Prefer";
    static final String PREFERENCE = "respond-async";

    private final Commands commands;
    private final Sequences sequences;
    private final AccountEvents events;

    GuestQueue(Commands commands, Sequences sequences, AccountEvents events) {
        this.commands = commands;
        this.sequences = sequences;
        this.events = events;
    }

    /**
     * Does the command now or not at all, unless the caller prefers to wait.
     *
     * @param prefer the header as sent
     * @param queued the same as the command, for the number it waits under
     */
    ActionJson perform(InstanceId guest, @Nullable String prefer, Object command, LongFunction<QueuedAction> queued) {
        if (!mayWait(prefer)) {
            return commands.perform(() -> commands.send(command), () -> ActionJson.BEGUN);
        }
        QueuedAction action = queued.apply(sequences.next("queued"));
        return commands.perform(
                () -> commands.send(new QueueAction(guest, action)), () -> told(guest, action.number()));
    }

    /**
     * Does the deed now; where the guest is busy and the caller prefers to wait, it is queued and that is answered instead.
     *
     * @param beside done in the call that queues it, with the number it waits under
     */
    <T> T perform(
            InstanceId guest,
            @Nullable String prefer,
            Supplier<T> now,
            LongFunction<QueuedDeed> queued,
            LongConsumer beside) {
        try {
            return now.get();
        } catch (Refused refused) {
            if (refused.refusal() != ComputeRefusal.INSTANCE_BUSY || !mayWait(prefer)) {
                throw refused;
            }
        }
        QueuedDeed deed = queued.apply(sequences.next("queued"));
        throw new QueuedInstead(commands.perform(
                () -> {
                    beside.accept(deed.number());
                    commands.send(new QueueDeed(guest, deed));
                },
                () -> told(guest, deed.number())));
    }

    private ActionJson told(InstanceId guest, long number) {
        return events.waiting(guest).stream()
                .filter(event -> number == Objects.requireNonNull(event.queuedNumber))
                .findFirst()
                .map(event -> new ActionJson(new Queued(event.id, events.place(event), event.queuedBehind)))
                .orElse(ActionJson.BEGUN);
    }

    /** Refused when it does not wait, or not any more. */
    ActionJson cancel(InstanceId guest, long event) {
        long number = events.waiting(guest).stream()
                .filter(waiting -> waiting.id == event)
                .map(waiting -> waiting.queuedNumber)
                .findFirst()
                .orElseThrow(() -> Refused.because(ComputeRefusal.ACTION_NOT_WAITING, "Not found"));
        return commands.perform(() -> commands.send(new CancelAction(guest, number)), () -> ActionJson.BEGUN);
    }

    private static boolean mayWait(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.split(",", -1))
                        .map(each -> each.split(";", 2)[0].strip())
                        .anyMatch(PREFERENCE::equalsIgnoreCase);
    }
}
