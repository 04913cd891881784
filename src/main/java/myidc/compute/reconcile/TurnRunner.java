package myidc.compute.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import myidc.compute.QueueCommand.GiveUpDeed;
import myidc.compute.port.QueuedDeeds;
import myidc.compute.read.QueuedTurns;
import myidc.compute.read.QueuedTurns.Turn;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jboss.logging.Logger;

/**
 * Begins deeds whose turn came, and gives up those that are refused then or fail time and again. Several portals may look at once: the guest lets
 * each deed begin once.
 */
@Singleton
class TurnRunner {
    private static final Logger LOG = Logger.getLogger(TurnRunner.class);
    private static final Caller QUEUE = Caller.program("queue");
    private static final int AT_ONCE = 100;
    private static final int TRIES_MAX = 30;

    private final Commands commands;
    private final QueuedTurns turns;
    private final QueuedDeeds deeds;
    private final Map<Long, Integer> failures = new ConcurrentHashMap<>();

    TurnRunner(Commands commands, QueuedTurns turns, QueuedDeeds deeds) {
        this.commands = commands;
        this.turns = turns;
        this.deeds = deeds;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        turns.next(AT_ONCE).forEach(this::begin);
    }

    private void begin(Turn turn) {
        try {
            deeds.begin(turn.guest(), turn.deed());
            failures.remove(turn.deed().number());
        } catch (Refused refused) {
            if (refused.refusal() != CommonRefusal.BUSY) {
                giveUp(turn, refused.detail());
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "What waited for %s did not begin", turn.guest());
            if (failures.merge(turn.deed().number(), 1, Integer::sum) >= TRIES_MAX) {
                giveUp(turn, "It could not be begun, tried " + TRIES_MAX + " times.");
            }
        }
    }

    private void giveUp(Turn turn, String why) {
        failures.remove(turn.deed().number());
        try {
            commands.sendAs(QUEUE, new GiveUpDeed(turn.guest(), turn.deed().number(), why));
        } catch (Refused refused) {
            LOG.infof("%s went meanwhile: %s", turn.guest(), refused.getMessage());
        }
    }
}
