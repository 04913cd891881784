package myidc.inventory.cabling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows a socket through its cable, and through what only passes on, to where the path ends. */
public final class PathTrace {
    private static final int STEPS_MAX = 64;

    private PathTrace() {}

    /** The path from a socket; empty when no cable leaves it. A path that meets itself ends there and says so. */
    public static Path from(
            Socket start, Function<Socket, Optional<Link>> cableOf, Function<Socket, Optional<Socket>> behind) {
        List<Step> steps = new ArrayList<>();
        Set<Socket> seen = new HashSet<>();
        @Nullable Socket at = start;
        Socket end = start;
        while (at != null && steps.size() < STEPS_MAX) {
            if (!seen.add(at)) {
                return new Path(steps, end, true);
            }
            Optional<Link> link = cableOf.apply(at);
            if (link.isEmpty()) {
                break;
            }
            Socket far = link.get().far();
            steps.add(new Step(link.get().cableId(), at, far));
            end = far;
            if (!seen.add(far)) {
                return new Path(steps, end, true);
            }
            at = behind.apply(far).orElse(null);
        }
        return new Path(steps, end, steps.size() == STEPS_MAX);
    }

    /** A socket of a device. */
    public record Socket(long deviceId, String port) {}

    /** A cable and the socket at its other end. */
    public record Link(long cableId, Socket far) {}

    /** One cable of a path. */
    public record Step(long cableId, Socket from, Socket to) {}

    /**
     * A path.
     *
     * @param loops true when it comes back to itself
     */
    public record Path(List<Step> steps, Socket end, boolean loops) {}
}
