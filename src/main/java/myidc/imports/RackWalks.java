package myidc.imports;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.imports.Discoveries.Found;
import myidc.inventory.DeviceCommand.DeclareAttribute;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.event.Face;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.inventory.read.RackView;
import myidc.platform.axon.Commands;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.DriftId;
import org.jspecify.annotations.Nullable;

/**
 * What a person found who went to a rack and compared it with the book: what is there is noted as seen that day, what is
 * not, or stands elsewhere, becomes a drift to accept or reject. Part of the call under way.
 */
@Singleton
public final class RackWalks {
    /** The day a device was last seen by a person, among what is declared of it. */
    private static final String SEEN = "auditedOn";

    private static final String MISSING = "missing";

    private final Commands commands;
    private final Discoveries discoveries;
    private final Devices devices;
    private final Clock clock;

    RackWalks(Commands commands, Discoveries discoveries, Devices devices, Clock clock) {
        this.commands = commands;
        this.discoveries = discoveries;
        this.devices = devices;
        this.clock = clock;
    }

    /** Notes all findings; answers the differences that are new or changed. */
    public List<DriftId> note(RackView rack, List<Finding> findings, List<Stray> strays, String source) {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        List<DriftId> noted = new ArrayList<>();
        for (Finding finding : findings) {
            DeviceView device = devices.find(finding.deviceId())
                    .filter(view -> Long.valueOf(rack.id).equals(view.rackId))
                    .orElseThrow(() -> Refused.field(
                            InventoryRefusal.DEVICE_UNKNOWN,
                            "findings.deviceId",
                            finding.deviceId().text() + " is not declared to stand in the rack"));
            String place = place(rack, device, finding);
            if (place != null) {
                Found found = new Found(source, device.serial, device.name, Map.of("place", place));
                noted.addAll(discoveries.note(found, Optional.of(device)));
            }
            if (finding.seen() != Seen.MISSING) {
                commands.send(new DeclareAttribute(finding.deviceId(), SEEN, today.toString()));
            }
        }
        for (Stray stray : strays) {
            String place = text(rack, stray.positionU(), stray.face());
            noted.addAll(discoveries.note(new Found(source, stray.serial(), stray.name(), Map.of("place", place))));
        }
        return noted;
    }

    /** Null where there is nothing to compare: what hangs beside the units or sits in a bay has no place of its own. */
    private static @Nullable String place(RackView rack, DeviceView device, Finding finding) {
        BigDecimal declared = device.positionU;
        if (finding.seen() == Seen.MISSING) {
            return MISSING;
        }
        BigDecimal found = finding.seen() == Seen.HERE ? declared : finding.positionU();
        Face face = finding.face();
        return found == null
                ? null
                : text(
                        rack,
                        found,
                        face == null || finding.seen() == Seen.HERE ? Face.valueOf(String.valueOf(device.face)) : face);
    }

    private static String text(RackView rack, BigDecimal positionU, Face face) {
        return rack.name + "/" + positionU.stripTrailingZeros().toPlainString() + "/" + face;
    }

    /** How a device was met. */
    public enum Seen {
        /** Where the book says. */
        HERE,
        /** In the rack, at another place. */
        MOVED,
        /** Not in the rack. */
        MISSING
    }

    /** How a device that is declared to stand in the rack was met; its place is told when it is another. */
    public record Finding(
            DeviceId deviceId,
            Seen seen,
            @Nullable BigDecimal positionU,
            @Nullable Face face) {}

    /** Something in the rack that is not declared there. */
    public record Stray(@Nullable String serial, String name, BigDecimal positionU, Face face) {}
}
