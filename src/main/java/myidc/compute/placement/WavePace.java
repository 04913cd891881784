package myidc.compute.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which guests of a wave have their turn now: in their order, as many at once and within any minute as the wave says, and
 * no more than the disks of a pool can carry. A guest of a busy pool is passed by those of others, never by one of its own.
 *
 * @param takenElsewhere what guests that other waves start take of pools at this instant
 */
public record WavePace(int atOnce, int perMinute, Map<Long, Long> iopsOfPools, Map<Long, Long> takenElsewhere) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Those to begin, in their order. */
    public List<Step> next(List<Step> steps, Instant now) {
        int room = atOnce - (int) steps.stream().filter(Step::isUnderWay).count();
        int rate = perMinute
                - (int) steps.stream().filter(step -> step.begunWithin(now)).count();
        Map<Long, Long> taken = new HashMap<>(takenElsewhere);
        steps.stream().filter(Step::isUnderWay).forEach(step -> take(taken, step));
        List<Step> begun = new ArrayList<>();
        Map<Long, Boolean> closed = new HashMap<>();
        for (Step step : steps) {
            if (begun.size() >= Math.min(room, rate)) {
                break;
            }
            if (step.begunAt() != null || step.isOver()) {
                continue;
            }
            Long pool = step.poolId();
            if (pool != null && (closed.containsKey(pool) || !carries(taken, step, pool))) {
                closed.put(pool, true);
                continue;
            }
            take(taken, step);
            begun.add(step);
        }
        return begun;
    }

    /** One guest at least: a pool that can carry none would else start none. */
    private boolean carries(Map<Long, Long> taken, Step step, long pool) {
        Long most = iopsOfPools.get(pool);
        Long already = taken.get(pool);
        return most == null || already == null || already + step.iops() <= most;
    }

    private static void take(Map<Long, Long> taken, Step step) {
        Long pool = step.poolId();
        if (pool != null) {
            taken.merge(pool, step.iops(), Long::sum);
        }
    }

    /**
     * A guest's turn.
     *
     * @param poolId where its disk lies; null for its host
     * @param iops what it takes of its pool while its turn lasts
     * @param isOver whether its turn is over
     */
    public record Step(
            long instanceId,
            @Nullable Long poolId,
            long iops,
            @Nullable Instant begunAt,
            boolean isOver) {
        boolean isUnderWay() {
            return begunAt != null && !isOver;
        }

        boolean begunWithin(Instant now) {
            Instant at = begunAt;
            return at != null && at.plus(MINUTE).isAfter(now);
        }
    }
}
