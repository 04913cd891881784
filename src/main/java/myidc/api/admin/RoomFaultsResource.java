package myidc.api.admin;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import myidc.driver.simulated.RoomFaults;
import myidc.driver.simulated.RoomFaults.Fault;
import myidc.driver.simulated.RoomFaults.Kind;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Faults of the simulated machine room, made on request. */
@Path("/admin/v1/room/faults")
@Staff(Role.OPERATOR)
public final class RoomFaultsResource {
    private final RoomFaults faults;

    RoomFaultsResource(RoomFaults faults) {
        this.faults = faults;
    }

    @GET
    public Page<FaultJson> list() {
        List<FaultJson> all = faults.list().stream().map(FaultJson::of).toList();
        return new Page<>(all, 1, 1, all.size());
    }

    @POST
    public FaultJson add(FaultRequest body) {
        return FaultJson.of(
                faults.add(body.operation(), body.instanceId(), body.times(), body.message(), kind(body.kind())));
    }

    private static @Nullable Kind kind(@Nullable String name) {
        return name == null ? null : Check.oneOf("kind", name, Kind.class);
    }

    @DELETE
    public Map<String, Integer> clear() {
        return Map.of("ended", faults.clear());
    }

    @DELETE
    @Path("/{id}")
    public Map<String, Integer> end(@PathParam("id") long id) {
        if (!faults.end(id)) {
            throw Refused.because(CommonRefusal.NOT_FOUND, "There is no fault " + id);
        }
        return Map.of("ended", 1);
    }

    /**
     * A fault to come.
     *
     * @param operation define, start, stop, reboot, undefine, filter, volume, state, move, settle, backUp,
     *     removeBackup or capture
     * @param instanceId the guest it is for; any when absent
     * @param times how many calls fail; one when absent
     * @param kind REFUSED, HANGS or ANSWER_LOST; REFUSED when absent
     */
    public record FaultRequest(
            @Nullable String operation,
            @Nullable Long instanceId,
            @Nullable Integer times,
            @Nullable String message,
            @Nullable String kind) {}

    /** A fault to come, and how often yet. */
    public record FaultJson(
            long id, String operation, @Nullable Long instanceId, int times, String message, Kind kind) {
        static FaultJson of(Fault fault) {
            return new FaultJson(
                    fault.id(), fault.method(), fault.instanceId(), fault.remaining(), fault.message(), fault.kind());
        }
    }
}
