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
import myidc.compute.placement.Weighing.Fitting;
import myidc.compute.placement.Weighing.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that have room, the ones that score highest first. Which of the best quarter it is, of eight at most, the guest's number draws: guests that are
 * created at once would else all queue for the one best host.
 *
 * @param host the one chosen; null when none has room
 * @param recorded the one chosen, others of the best that fit, the first that do not
 * @param weighing all that was weighed
 */
record Placement(@Nullable HostId host, List<Candidate> recorded, Weighing weighing) {
    private static final int AS_GOOD_SHARE = 4;
    private static final int AS_GOOD_MAX = 8;
    private static final int FITTING_RECORDED_MAX = 3;
    private static final int REFUSED_RECORDED_MAX = 2;
    private static final Comparator<Fitting> BEST_FIRST = Comparator.comparing(Fitting::beside)
            .thenComparing(Fitting::score, Comparator.reverseOrder())
            .thenComparingLong(fitting -> fitting.room().hostId().value());

    /** Weighs hosts for a guest; those in {@code full} turned out to be full a moment ago. */
    static Placement of(List<HostRoom> rooms, Wish wish, Set<HostId> full) {
        List<Fitting> fitting = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (HostRoom room : rooms) {
            Resources wanted = wish.taken().apply(room.hostId());
            List<String> filters = refusals(room, wanted, wish, full);
            if (filters.isEmpty()) {
                BigDecimal score = wish.yardstick().score(room, wanted);
                fitting.add(new Fitting(room, wanted, score, wish.apart().from().contains(room.hostId())));
            } else {
                refused.add(new Refused(room, filters));
            }
        }
        fitting.sort(BEST_FIRST);
        Weighing weighing = new Weighing(wish.yardstick(), List.copyOf(fitting), List.copyOf(refused));
        List<Candidate> recorded = new ArrayList<>();
        HostId chosen = null;
        if (!fitting.isEmpty()) {
            boolean beside = fitting.getFirst().beside();
            int alike = (int)
                    fitting.stream().filter(each -> each.beside() == beside).count();
            int asGood = Math.clamp(alike / AS_GOOD_SHARE, 1, AS_GOOD_MAX);
            Fitting lucky = fitting.remove((int) (Lot.of(wish.guest()) * asGood));
            chosen = lucky.room().hostId();
            recorded.add(candidate(lucky));
            fitting.stream()
                    .limit(FITTING_RECORDED_MAX - 1)
                    .map(Placement::candidate)
                    .forEach(recorded::add);
        }
        refused.stream()
                .limit(REFUSED_RECORDED_MAX)
                .map(host ->
                        new Candidate(host.room().hostId(), null, host.filters().getFirst()))
                .forEach(recorded::add);
        return new Placement(chosen, List.copyOf(recorded), weighing);
    }

    int weighed() {
        return weighing.hosts();
    }

    private static Candidate candidate(Fitting fitting) {
        return new Candidate(fitting.room().hostId(), fitting.score(), null);
    }

    /** What every filter that refuses the host says; none when it could have the guest. */
    private static List<String> refusals(HostRoom room, Resources wanted, Wish wish, Set<HostId> full) {
        List<String> filters = new ArrayList<>();
        if (!"ACTIVE".equals(room.state())) {
            filters.add(room.state());
        }
        if (room.hostId().equals(wish.present())) {
            filters.add("PRESENT");
        }
        if (full.contains(room.hostId())) {
            filters.add("FILLED_MEANWHILE");
        }
        String pinned = wish.pins().refusal(wish.tenant(), room.hostId());
        if (pinned != null) {
            filters.add(pinned);
        }
        Resources after = room.reserved().plus(wanted);
        if (after.vcpus() > room.most().vcpus()) {
            filters.add("VCPUS");
        }
        if (after.memoryMb() > room.most().memoryMb()) {
            filters.add("MEMORY");
        }
        if (after.diskMb() > room.most().diskMb()) {
            filters.add("DISK");
        }
        if (!wish.pools().test(room.hostId())) {
            filters.add("POOL");
        }
        if (wish.encrypted() && !room.encrypted()) {
            filters.add("ENCRYPTION");
        }
        if (!wish.gpus().test(room.hostId())) {
            filters.add("GPU");
        }
        if (wish.apart().strict() && wish.apart().from().contains(room.hostId())) {
            filters.add("ANTI_AFFINITY");
        }
        if (wish.beside() != null && !wish.beside().equals(room.hostId())) {
            filters.add("LINKED");
        }
        return filters;
    }

    /**
     * What is to be placed.
     *
     * @param taken what the guest would take of a host
     * @param pins which hosts are kept for which tenants
     * @param present the host that it is on; null for a new one
     * @param pools whether disks find room in a pool of a host's, where a pool serves it
     * @param encrypted whether disks have to be encrypted
     * @param gpus whether a host has the GPUs left that it is to have
     * @param beside the one host that it may be on, where its disks are linked to what is there; null for any
     */
    record Wish(
            InstanceId guest,
            TenantId tenant,
            Pins pins,
            Function<HostId, Resources> taken,
            @Nullable HostId present,
            Predicate<HostId> pools,
            boolean encrypted,
            Predicate<HostId> gpus,
            Apart apart,
            Yardstick yardstick,
            @Nullable HostId beside) {
        /** One that is linked to nothing. */
        Wish(
                InstanceId guest,
                TenantId tenant,
                Pins pins,
                Function<HostId, Resources> taken,
                @Nullable HostId present,
                Predicate<HostId> pools,
                boolean encrypted,
                Predicate<HostId> gpus,
                Apart apart,
                Yardstick yardstick) {
            this(guest, tenant, pins, taken, present, pools, encrypted, gpus, apart, yardstick, null);
        }
    }

    /**
     * Which hosts have a guest that this one should be kept apart from.
     *
     * @param strict whether it is rather refused than put beside one
     */
    record Apart(Set<HostId> from, boolean strict) {
        static final Apart FROM_NONE = new Apart(Set.of(), false);
    }
}
