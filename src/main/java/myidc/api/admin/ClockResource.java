package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import myidc.platform.clock.MovableClock;
import myidc.platform.security.SignedIn;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** The portal's clock. */
@Path("/admin/v1/clock")
public final class ClockResource {
    private final MovableClock clock;

    ClockResource(MovableClock clock) {
        this.clock = clock;
    }

    @GET
    @SignedIn
    public ClockJson now() {
        return new ClockJson(clock.instant(), clock.movable());
    }

    /** Moves the clock forward, when the portal was started so. */
    @POST
    @Staff(Role.OPERATOR)
    public ClockJson move(ClockRequest body) {
        clock.moveTo(Check.present("to", body.to()));
        return now();
    }

    /** Where to. */
    public record ClockRequest(@Nullable Instant to) {}

    /** What time it is. */
    public record ClockJson(Instant now, boolean movable) {}
}
