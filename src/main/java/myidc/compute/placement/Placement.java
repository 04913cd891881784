package myidc.compute.placement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.event.Resources;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that have room, the ones that score highest first. Which of the best quarter it is, of eight at most, the guest's number draws: guests that are
 * created at once would else all queue for the one best host.
 *
 * @param host the one chosen; null when none has room
 * @param recorded what the fact keeps of the weighing: the one chosen, others of the best that fit, the first that do not
 * @param weighed how many hosts were looked at
 */
record Placement(@Nullable HostId host, List<Candidate> recorded, int weighed) {
    private static final int AS_GOOD_SHARE = 4;
    private static final int AS_GOOD_MAX = 8;
    private static final int FITTING_RECORDED_MAX = 3;
    private static final int REFUSED_RECORDED_MAX = 2;

    /** Weighs hosts for a guest; those in {@code full} turned out to be full a moment ago. */
    static Placement of(List<HostRoom> rooms, Wish wish, Set<HostId> full) {
        List<Candidate> fitting = new ArrayList<>();
        List<Candidate> crowded = new ArrayList<>();
        List<Candidate> refused = new ArrayList<>();
        for (HostRoom room : rooms) {
            Resources wanted = wish.taken().apply(room.hostId());
            String refusal = refusal(room, wanted, wish, full);
            if (refusal != null) {
                refused.add(new Candidate(room.hostId(), null, refusal));
            } else {
                boolean beside = wish.apart().from().contains(room.hostId());
                BigDecimal score = wish.yardstick().score(room, wanted);
                (beside ? crowded : fitting).add(new Candidate(room.hostId(), score, null));
            }
        }
        if (fitting.isEmpty() && !wish.apart().strict()) {
            fitting.addAll(crowded);
        } else {
            crowded.forEach(host -> refused.addFirst(new Candidate(host.hostId(), null, "ANTI_AFFINITY")));
        }
        fitting.sort(Comparator.comparing(Candidate::score, Comparator.nullsFirst(Comparator.naturalOrder()))
                .reversed()
                .thenComparingLong(candidate -> candidate.hostId().value()));
        List<Candidate> recorded = new ArrayList<>();
        HostId chosen = null;
        if (!fitting.isEmpty()) {
            int asGood = Math.clamp(fitting.size() / AS_GOOD_SHARE, 1, AS_GOOD_MAX);
            int drawn = (int) (Lot.of(wish.guest()) * asGood);
            Candidate lucky = fitting.remove(drawn);
            chosen = lucky.hostId();
            recorded.add(lucky);
            fitting.stream().limit(FITTING_RECORDED_MAX - 1).forEach(recorded::add);
        }
        refused.stream().limit(REFUSED_RECORDED_MAX).forEach(recorded::add);
        return new Placement(chosen, List.copyOf(recorded), rooms.size());
    }

    private static @Nullable String refusal(HostRoom room, Resources wanted, Wish wish, Set<HostId> full) {
        if (!"ACTIVE".equals(room.state())) {
            return room.state();
        }
        if (full.contains(room.hostId())) {
            return "FILLED_MEANWHILE";
        }
        String pinned = wish.pins().refusal(wish.tenant(), room.hostId());
        if (pinned != null) {
            return pinned;
        }
        Resources after = room.reserved().plus(wanted);
        if (after.vcpus() > room.most().vcpus()) {
            return "VCPUS";
        }
        if (after.memoryMb() > room.most().memoryMb()) {
            return "MEMORY";
        }
        if (after.diskMb() > room.most().diskMb()) {
            return "DISK";
        }
        return wish.gpus().test(room.hostId()) ? null : "GPU";
    }

    /**
     * What is to be placed.
     *
     * @param taken what the guest would take of a host
     * @param pins which hosts are kept for which tenants
     * @param gpus whether a host has the GPUs left that it is to have
     */
    record Wish(
            InstanceId guest,
            TenantId tenant,
            Pins pins,
            Function<HostId, Resources> taken,
            Predicate<HostId> gpus,
            Apart apart,
            Yardstick yardstick) {}

    /**
     * Which hosts have a guest that this one should be kept apart from.
     *
     * @param strict whether it is rather refused than put beside one
     */
    record Apart(Set<HostId> from, boolean strict) {
        static final Apart FROM_NONE = new Apart(Set.of(), false);
    }
}
