package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.compute.WaveCommand.EndWave;
import myidc.compute.WaveCommand.EndWaveGuest;
import myidc.compute.WaveCommand.Outcome;
import myidc.compute.catalog.Catalogue;
import myidc.compute.catalog.PlanRow;
import myidc.compute.placement.WavePace;
import myidc.compute.placement.WavePace.Step;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Waves;
import myidc.compute.read.Waves.Starting;
import myidc.compute.read.Waves.Turn;
import myidc.compute.read.Waves.Wave;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.WaveId;
import myidc.storage.read.PoolIops;
import myidc.storage.read.Pools;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives the guests of waves their turns, one portal at a time for each wave: the wave itself refuses a second turn. */
@Singleton
class WaveRunner {
    private static final Logger LOG = Logger.getLogger(WaveRunner.class);
    private static final Caller WAVES = Caller.program("waves");

    /** What a guest is taken to need of its pool while it starts, where its plan promises nothing. */
    private static final int IOPS_UNSAID = 100;

    private final Commands commands;
    private final Waves waves;
    private final WaveTurns turns;
    private final Loads loads;
    private final Clock clock;
    private final Apart<Long> steps = new Apart<>();

    WaveRunner(Commands commands, Waves waves, WaveTurns turns, Loads loads, Clock clock) {
        this.commands = commands;
        this.waves = waves;
        this.turns = turns;
        this.loads = loads;
        this.clock = clock;
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        steps.stop();
    }

    /** A guest's host is asked before the guest starts, and may hang: that holds up the guest's wave alone. */
    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        waves.underWay().forEach(wave -> steps.begin(wave.id(), () -> look(wave)));
    }

    private void look(Wave wave) {
        try {
            step(wave);
        } catch (RuntimeException e) {
            LOG.errorf(e, "wave-%d stands still until the next look", wave.id());
        }
    }

    void step(Wave wave) {
        WaveId id = new WaveId(wave.id());
        List<Turn> all = all(id);
        Map<Long, InstanceView> guests = guests(all);
        for (Turn turn : all) {
            if (turn.state().equals("BEGUN")) {
                Ended ended = turns.ended(wave, turn, guests.get(turn.instanceId()));
                if (ended != null) {
                    end(id, turn, ended);
                }
            }
        }
        if (!wave.state().equals("RUNNING")) {
            return;
        }
        List<Turn> now = all(id);
        Map<Long, Turn> byGuest = now.stream().collect(Collectors.toMap(Turn::instanceId, turn -> turn));
        for (Step step : pace(wave, guests).next(steps(now, guests), clock.instant())) {
            Turn turn = byGuest.get(step.instanceId());
            if (turn != null) {
                begin(wave, turn, guests.get(step.instanceId()));
            }
        }
        commands.sendAs(WAVES, new EndWave(id));
    }

    private void begin(Wave wave, Turn turn, @Nullable InstanceView guest) {
        try {
            Ended ended = turns.begin(wave, turn, guest);
            if (ended != null) {
                end(new WaveId(wave.id()), turn, ended);
            }
        } catch (Refused refused) {
            if (!turns.mayPass(refused)) {
                end(new WaveId(wave.id()), turn, new Ended(Outcome.FAILED, refused.detail()));
            }
        }
    }

    private void end(WaveId wave, Turn turn, Ended ended) {
        commands.sendAs(
                WAVES, new EndWaveGuest(wave, new InstanceId(turn.instanceId()), ended.outcome(), ended.cause()));
    }

    private List<Turn> all(WaveId wave) {
        List<Turn> all = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            Page<Turn> some = waves.turns(wave, new Page.Ask(page, Page.SIZE_MAX));
            pages = some.pages();
            all.addAll(some.data());
        }
        return all;
    }

    @Transactional
    Map<Long, InstanceView> guests(List<Turn> all) {
        List<Long> ids = all.stream().map(Turn::instanceId).toList();
        return InstanceView.<InstanceView>find("id in ?1", ids).list().stream()
                .collect(Collectors.toMap(guest -> guest.id, guest -> guest));
    }

    private static List<Step> steps(List<Turn> all, Map<Long, InstanceView> guests, Map<String, Long> iops) {
        List<Step> steps = new ArrayList<>();
        for (Turn turn : all) {
            InstanceView guest = guests.get(turn.instanceId());
            steps.add(new Step(
                    turn.instanceId(),
                    guest == null ? null : guest.poolId,
                    guest == null ? 0 : iops.getOrDefault(guest.plan, (long) IOPS_UNSAID),
                    turn.begunAt(),
                    !turn.state().equals("WAITING") && !turn.state().equals("BEGUN")));
        }
        return steps;
    }

    private List<Step> steps(List<Turn> all, Map<Long, InstanceView> guests) {
        return steps(all, guests, loads.iopsOfPlans());
    }

    private WavePace pace(Wave wave, Map<Long, InstanceView> guests) {
        if (!wave.deed().equals("BOOT")) {
            return new WavePace(wave.atOnce(), wave.perMinute(), Map.of(), Map.of());
        }
        Map<Long, Long> elsewhere = new HashMap<>();
        Map<String, Long> iops = loads.iopsOfPlans();
        for (Starting some : waves.startingBeside(new WaveId(wave.id()))) {
            long each = iops.getOrDefault(some.plan(), (long) IOPS_UNSAID);
            elsewhere.merge(some.poolId(), each * some.guests(), Long::sum);
        }
        return new WavePace(wave.atOnce(), wave.perMinute(), loads.iopsOfPools(guests), elsewhere);
    }

    /** A turn that is over. */
    record Ended(Outcome outcome, @Nullable String cause) {}

    /** What pools give and guests take. */
    @Singleton
    static class Loads {
        private final Pools pools;
        private final Catalogue plans;

        Loads(Pools pools, Catalogue plans) {
            this.pools = pools;
            this.plans = plans;
        }

        @Transactional
        Map<String, Long> iopsOfPlans() {
            Map<String, Long> iops = new HashMap<>();
            for (PlanRow plan : plans.plans()) {
                Integer promised = plan.iopsPromised;
                if (promised != null) {
                    iops.put(plan.id, promised.longValue());
                }
            }
            return iops;
        }

        @Transactional
        Map<Long, Long> iopsOfPools(Map<Long, InstanceView> guests) {
            Map<Long, Long> iops = new HashMap<>();
            for (InstanceView guest : guests.values()) {
                Long pool = guest.poolId;
                if (pool != null && !iops.containsKey(pool)) {
                    pools.find(new PoolId(pool)).map(PoolIops::of).ifPresent(most -> iops.put(pool, most));
                }
            }
            return iops;
        }
    }
}
