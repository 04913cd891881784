package myidc.api.admin;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import myidc.compute.port.MachineRoom.Ending;
import myidc.driver.simulated.RoomDeeds;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Things done to guests of the simulated machine room behind the book's back, on request. */
@Path("/admin/v1/room/deeds")
@Staff(Role.OPERATOR)
public final class RoomDeedsResource {
    private static final int VCPUS_MAX = 512;

    private final RoomDeeds deeds;

    RoomDeedsResource(RoomDeeds deeds) {
        this.deeds = deeds;
    }

    /** Does it; answers how many guests it was done to. */
    @POST
    public Map<String, Integer> perform(DeedRequest body) {
        String deed = Check.present("deed", body.deed());
        int guests = switch (deed) {
            case "CUT_POWER" -> deeds.cutPower(new HostId(Check.range("hostId", body.hostId(), 1, Long.MAX_VALUE)));
            case "LOSE" -> known(deeds.lose(guest(body)));
            case "SWITCH_OFF" -> known(deeds.power(guest(body), false));
            case "SWITCH_ON" -> known(deeds.power(guest(body), true));
            case "SHUT_ITSELF_DOWN" -> known(deeds.fall(guest(body), Ending.SHUT_DOWN));
            case "CRASH" -> known(deeds.fall(guest(body), Ending.CRASHED));
            case "CHANGE_FILTER" -> known(deeds.changeFilter(guest(body)));
            case "RESIZE" -> known(deeds.resize(guest(body), (int) Check.range("vcpus", body.vcpus(), 1, VCPUS_MAX)));
            default ->
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "deed",
                        "deed must be one of CUT_POWER, LOSE, SWITCH_OFF, SWITCH_ON, RESIZE, CHANGE_FILTER, SHUT_ITSELF_DOWN,"
                                + " CRASH");
        };
        return Map.of("guests", guests);
    }

    private static InstanceId guest(DeedRequest body) {
        return new InstanceId(Check.range("instanceId", body.instanceId(), 1, Long.MAX_VALUE));
    }

    private static int known(boolean there) {
        if (!there) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "instanceId",
                    "instanceId names no guest of the simulated room, or none that the deed can be done to");
        }
        return 1;
    }

    /**
     * A deed.
     *
     * @param deed CUT_POWER of a host, or LOSE, SWITCH_OFF, SWITCH_ON or RESIZE a guest, CHANGE_FILTER for its filter to let all pass, or SHUT_ITSELF_DOWN or CRASH for one that runs
     *     and stops by itself
     * @param hostId for CUT_POWER
     * @param instanceId for any other
     * @param vcpus for RESIZE, 1 to 512
     */
    public record DeedRequest(
            @Nullable String deed,
            @Nullable Long hostId,
            @Nullable Long instanceId,
            @Nullable Long vcpus) {}
}
