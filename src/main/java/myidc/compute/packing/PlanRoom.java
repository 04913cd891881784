package myidc.compute.packing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import myidc.compute.event.Resources;
import org.jspecify.annotations.Nullable;

/** How many more guests of one size go onto hosts, each host by itself: what is free in pieces is no room. */
public final class PlanRoom {
    private static final int MANY = 1_000_000;

    private PlanRoom() {}

    /** Counts over hosts that take guests. */
    public static Answer of(Resources size, List<Room> hosts) {
        return of(size, 0, hosts.stream().map(room -> new GpuRoom(room, 0, 0)).toList());
    }

    /**
     * The same of guests that have GPUs.
     *
     * @param gpus how many each has; 0 for none
     */
    public static Answer of(Resources size, int gpus, List<GpuRoom> hosts) {
        long fits = 0;
        Map<Kind, Long> stops = new EnumMap<>(Kind.class);
        for (GpuRoom host : hosts) {
            long beside = count(size, host.room().free());
            long cards = times(host.gpusFree(), gpus);
            fits += Math.min(beside, cards);
            stops.merge(cards < beside ? Kind.GPUS : first(size, host.room().free()), 1L, Long::sum);
        }
        long spare = hosts.stream()
                .mapToLong(host -> Math.min(count(size, host.room().most()), times(host.gpus(), gpus)))
                .max()
                .orElse(0);
        Kind limit = null;
        for (Kind kind : Kind.values()) {
            long most = limit == null ? 0 : stops.getOrDefault(limit, 0L);
            limit = stops.getOrDefault(kind, 0L) > most ? kind : limit;
        }
        return new Answer(fits, Math.max(0, fits - spare), limit);
    }

    /** Whether what is free elsewhere is enough, in sum, for all that the fullest host carries. */
    public static boolean survivesOne(List<Room> hosts) {
        Resources free = hosts.stream().map(Room::free).reduce(Resources.NONE, Resources::plus);
        for (Room lost : hosts) {
            Resources carried = lost.most().minus(lost.free());
            if (!carried.within(free.minus(lost.free()))) {
                return false;
            }
        }
        return !hosts.isEmpty();
    }

    private static long count(Resources size, Resources free) {
        return Math.max(
                0,
                Math.min(
                        times(free.vcpus(), size.vcpus()),
                        Math.min(times(free.memoryMb(), size.memoryMb()), times(free.diskMb(), size.diskMb()))));
    }

    private static Kind first(Resources size, Resources free) {
        long vcpus = times(free.vcpus(), size.vcpus());
        long memory = times(free.memoryMb(), size.memoryMb());
        long disk = times(free.diskMb(), size.diskMb());
        return vcpus <= memory && vcpus <= disk ? Kind.VCPUS : memory <= disk ? Kind.MEMORY : Kind.DISK;
    }

    private static long times(long free, long each) {
        return each == 0 ? MANY : free / each;
    }

    /** What a host runs out of first. */
    public enum Kind {
        VCPUS,
        MEMORY,
        DISK,
        GPUS
    }

    /** A host with as many GPUs of the kind that is wanted, and so many of them free. */
    public record GpuRoom(Room room, long gpus, long gpusFree) {}

    /**
     * How many more there is room for.
     *
     * @param keepingSpare as many less as the largest host takes when it is empty, so that one host may be lost
     * @param limitedBy what most hosts run out of first; null without hosts
     */
    public record Answer(
            long fits, long keepingSpare, @Nullable Kind limitedBy) {}
}
