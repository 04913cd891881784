package myidc.api.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.storage.read.Capacities.DayEnd;
import myidc.storage.read.PoolView;
import org.jspecify.annotations.Nullable;

/** How pools filled, day by day. */
final class PoolCourses {
    static final int DAYS_USUAL = 90;
    static final int DAYS_MAX = 400;

    private PoolCourses() {}

    static List<CourseJson> of(List<PoolView> pools, Map<Long, List<DayEnd>> days) {
        List<CourseJson> courses = new ArrayList<>();
        for (PoolView pool : pools) {
            List<DayEnd> own = days.get(pool.id);
            if (own != null) {
                courses.add(new CourseJson(
                        pool.id,
                        pool.name,
                        own.stream()
                                .map(day -> new PointJson(day.at(), day.logical(), day.used(), day.capacity()))
                                .toList()));
            }
        }
        return courses;
    }

    /** A pool's days, the earliest first; days without a report are left out. */
    public record CourseJson(long poolId, String name, List<PointJson> days) {}

    /** The last report of a day; what was written is null where no tool says it. */
    public record PointJson(Instant at, @Nullable Long logicalBytes, long usedBytes, long capacityBytes) {}
}
