package myidc.api.admin;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.util.List;
import myidc.imports.RackWalks;
import myidc.imports.RackWalks.Finding;
import myidc.imports.RackWalks.Seen;
import myidc.imports.RackWalks.Stray;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.event.Face;
import myidc.inventory.read.DriftView;
import myidc.inventory.read.Drifts;
import myidc.inventory.read.RackView;
import myidc.inventory.read.Racks;
import myidc.platform.axon.Commands;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import org.jspecify.annotations.Nullable;

/** Walks: a person stands before a rack and says what is there. */
@Path("/admin/v1/rack-walks")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class RackWalksResource {
    private static final int FINDINGS_MAX = 500;
    private static final int STRAYS_MAX = 100;

    private final Commands commands;
    private final RackWalks walks;
    private final Racks racks;
    private final Drifts drifts;

    RackWalksResource(Commands commands, RackWalks walks, Racks racks, Drifts drifts) {
        this.commands = commands;
        this.walks = walks;
        this.racks = racks;
        this.drifts = drifts;
    }

    /** Notes what was found, all or nothing; the answer holds the differences that are new or changed. */
    @POST
    @Staff(Role.OPERATOR)
    public Walked walk(WalkRequest body) {
        RackView rack = racks.find(new RackId(Check.range("rackId", body.rackId(), 1, Long.MAX_VALUE)))
                .orElseThrow(() -> Refused.field(InventoryRefusal.RACK_UNKNOWN, "rackId", "rackId names no rack"));
        List<FindingRequest> found = body.findings() == null ? List.of() : body.findings();
        List<StrayRequest> strays = body.strays() == null ? List.of() : body.strays();
        Check.range("findings", found.size(), 0, FINDINGS_MAX);
        Check.range("strays", strays.size(), 0, STRAYS_MAX);
        if (found.isEmpty() && strays.isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "findings", "findings must not be empty");
        }
        List<Finding> seen = found.stream().map(FindingRequest::finding).toList();
        List<Stray> other = strays.stream().map(StrayRequest::stray).toList();
        String source = body.source() == null ? "rack walk" : Check.text("source", body.source(), 80);
        return commands.perform(
                () -> walks.note(rack, seen, other, source),
                noted -> new Walked(
                        seen.size(),
                        noted.stream()
                                .map(id -> drifts.find(id, null).orElseThrow())
                                .toList()));
    }

    /** What was found of one rack. */
    public record WalkRequest(
            @Nullable Long rackId,
            @Nullable String source,
            @Nullable List<FindingRequest> findings,
            @Nullable List<StrayRequest> strays) {}

    /**
     * How a device of the rack was met.
     *
     * @param seen HERE, MOVED (then with its place) or MISSING
     */
    public record FindingRequest(
            @Nullable Long deviceId,
            @Nullable String seen,
            @Nullable BigDecimal positionU,
            @Nullable String face) {
        Finding finding() {
            Seen how = Check.oneOf("findings.seen", seen, Seen.class);
            boolean moved = how == Seen.MOVED;
            return new Finding(
                    new DeviceId(Check.range("findings.deviceId", deviceId, 1, Long.MAX_VALUE)),
                    how,
                    moved ? position("findings.positionU", positionU) : null,
                    moved ? Check.oneOf("findings.face", face, Face.class) : null);
        }
    }

    /** Something that is not declared to stand in the rack. */
    public record StrayRequest(
            @Nullable String serial,
            @Nullable String name,
            @Nullable BigDecimal positionU,
            @Nullable String face) {
        Stray stray() {
            return new Stray(
                    Check.optionalText("strays.serial", serial, 80),
                    Check.text("strays.name", name, 80),
                    position("strays.positionU", positionU),
                    Check.oneOf("strays.face", face, Face.class));
        }
    }

    /** How many devices were looked for, and what differs. */
    public record Walked(int findings, List<DriftView> drifts) {}

    private static BigDecimal position(String field, @Nullable BigDecimal given) {
        return Check.range(field, given, BigDecimal.ONE, BigDecimal.valueOf(100));
    }
}
