package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import myidc.compute.WaveCommand.BeginWaveGuest;
import myidc.compute.WaveCommand.CancelWave;
import myidc.compute.WaveCommand.EndWave;
import myidc.compute.WaveCommand.EndWaveGuest;
import myidc.compute.WaveCommand.Outcome;
import myidc.compute.WaveCommand.PauseWave;
import myidc.compute.WaveCommand.Plan;
import myidc.compute.WaveCommand.ProposeWave;
import myidc.compute.WaveCommand.RefuseWave;
import myidc.compute.WaveCommand.ResumeWave;
import myidc.compute.WaveCommand.StartWave;
import myidc.compute.event.WaveEvent.WaveEnded;
import myidc.compute.event.WaveEvent.WaveGuest;
import myidc.compute.event.WaveEvent.WaveGuestBegun;
import myidc.compute.event.WaveEvent.WaveGuestEnded;
import myidc.compute.event.WaveEvent.WavePaused;
import myidc.compute.event.WaveEvent.WaveProposed;
import myidc.compute.event.WaveEvent.WaveRefused;
import myidc.compute.event.WaveEvent.WaveResumed;
import myidc.compute.event.WaveEvent.WaveStarted;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.WaveId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A wave: each of its guests has one turn, and none while it is paused or over. */
final class Wave {
    private static final int REASON_MAX = 500;
    private static final int CAUSE_MAX = 300;
    private static final int GUESTS_MAX = 2_000;
    private static final int AT_ONCE_MAX = 200;
    private static final int PER_MINUTE_MAX = 6_000;

    @AggregateIdentifier
    private @Nullable WaveId id;

    private State state = State.PROPOSED;
    private final Set<Long> waiting = new HashSet<>();
    private final Set<Long> underWay = new HashSet<>();

    Wave() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(ProposeWave command) {
        Plan plan = command.plan();
        Check.range("atOnce", plan.pace().atOnce(), 1, AT_ONCE_MAX);
        Check.range("perMinute", plan.pace().perMinute(), 1, PER_MINUTE_MAX);
        List<WaveGuest> guests = plan.guests();
        if (guests.isEmpty() || guests.size() > GUESTS_MAX) {
            throw Refused.because(
                    ComputeRefusal.WAVE_SIZE,
                    guests.isEmpty()
                            ? "There is no guest for it"
                            : "A wave takes at most " + GUESTS_MAX + " guests; these are " + guests.size());
        }
        apply(new WaveProposed(
                command.waveId(),
                plan.kind().name(),
                plan.deed().name(),
                plan.siteId(),
                plan.hostId(),
                guests,
                plan.pace(),
                Check.text("reason", command.reason(), REASON_MAX)));
    }

    @CommandHandler
    void decide(StartWave command) {
        in(State.PROPOSED);
        apply(new WaveStarted(command.waveId(), Check.text("reason", command.reason(), REASON_MAX)));
    }

    @CommandHandler
    void decide(RefuseWave command) {
        in(State.PROPOSED);
        apply(new WaveRefused(command.waveId(), Check.text("reason", command.reason(), REASON_MAX)));
    }

    @CommandHandler
    void decide(PauseWave command) {
        in(State.RUNNING);
        apply(new WavePaused(command.waveId(), Check.text("reason", command.reason(), REASON_MAX)));
    }

    @CommandHandler
    void decide(ResumeWave command) {
        in(State.PAUSED);
        apply(new WaveResumed(command.waveId()));
    }

    @CommandHandler
    void decide(CancelWave command) {
        if (state == State.ENDED || state == State.PROPOSED) {
            throw unfit();
        }
        apply(new WaveEnded(command.waveId(), true, Check.text("reason", command.reason(), REASON_MAX)));
    }

    @CommandHandler
    void decide(BeginWaveGuest command) {
        in(State.RUNNING);
        if (!waiting.contains(command.instanceId().value())) {
            throw unfit();
        }
        apply(new WaveGuestBegun(command.waveId(), command.instanceId()));
    }

    @CommandHandler
    void decide(EndWaveGuest command) {
        InstanceId guest = command.instanceId();
        boolean known = waiting.contains(guest.value()) || underWay.contains(guest.value());
        if (known) {
            String cause = command.cause();
            apply(new WaveGuestEnded(
                    command.waveId(),
                    guest,
                    command.outcome().name(),
                    command.outcome() == Outcome.DONE || cause == null
                            ? null
                            : cause.substring(0, Math.min(cause.length(), CAUSE_MAX))));
        }
    }

    @CommandHandler
    void decide(EndWave command) {
        if (state == State.RUNNING && waiting.isEmpty() && underWay.isEmpty()) {
            apply(new WaveEnded(command.waveId(), false, null));
        }
    }

    private void in(State wanted) {
        if (state != wanted) {
            throw unfit();
        }
    }

    private Refused unfit() {
        return Refused.because(ComputeRefusal.WAVE_STATE, id + " is " + state);
    }

    @EventSourcingHandler
    void evolve(WaveProposed fact) {
        id = fact.waveId();
        fact.guests().forEach(guest -> waiting.add(guest.instanceId().value()));
    }

    @EventSourcingHandler
    void evolve(WaveStarted fact) {
        state = State.RUNNING;
    }

    @EventSourcingHandler
    void evolve(WaveRefused fact) {
        state = State.ENDED;
    }

    @EventSourcingHandler
    void evolve(WavePaused fact) {
        state = State.PAUSED;
    }

    @EventSourcingHandler
    void evolve(WaveResumed fact) {
        state = State.RUNNING;
    }

    @EventSourcingHandler
    void evolve(WaveGuestBegun fact) {
        waiting.remove(fact.instanceId().value());
        underWay.add(fact.instanceId().value());
    }

    @EventSourcingHandler
    void evolve(WaveGuestEnded fact) {
        waiting.remove(fact.instanceId().value());
        underWay.remove(fact.instanceId().value());
    }

    @EventSourcingHandler
    void evolve(WaveEnded fact) {
        state = State.ENDED;
        waiting.clear();
    }

    private enum State {
        PROPOSED,
        RUNNING,
        PAUSED,
        ENDED
    }
}
