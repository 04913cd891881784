package myidc.inventory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import myidc.inventory.LayoutCommand.Draft;
import myidc.inventory.event.LayoutDeed;
import myidc.inventory.event.LayoutStep;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** What makes a plan readable at all; whether it fits the racks is tried against them. */
final class LayoutSteps {
    private static final int STEPS_MAX = 100;
    private static final int POSITION_U_MAX = 100;

    private LayoutSteps() {}

    /** The plan with its words trimmed; refused naming the step and the field, as {@code steps[2].rackId}. */
    static Draft checked(Draft draft) {
        String name = Check.text("name", draft.name(), 80);
        String note = Check.optionalText("note", draft.note(), 500);
        Check.range("steps", draft.steps().size(), 0, STEPS_MAX);
        List<LayoutStep> steps = new ArrayList<>();
        Set<String> racks = new HashSet<>();
        for (LayoutStep step : draft.steps()) {
            steps.add(checked("steps[" + steps.size() + "].", step, racks));
        }
        return new Draft(name, note, List.copyOf(steps));
    }

    private static LayoutStep checked(String at, LayoutStep step, Set<String> racks) {
        return switch (step.deed()) {
            case MOVE, INSTALL -> {
                Check.present(at + "deviceId", step.deviceId());
                yield placed(at, step, racks);
            }
            case REMOVE, RETIRE -> {
                Check.present(at + "deviceId", step.deviceId());
                yield bare(step);
            }
            case ORDER -> {
                Check.present(at + "deviceTypeId", step.deviceTypeId());
                Check.text(at + "name", step.name(), 80);
                yield placed(at, step, racks);
            }
            case ADD_RACK -> {
                String rack = Check.text(at + "rackName", step.rackName(), 80);
                Check.present(at + "heightU", step.heightU());
                Check.present(at + "maxWeightKg", step.weightKgMax());
                Check.present(at + "maxPowerW", step.powerWMax());
                if (!racks.add(rack)) {
                    throw Refused.field(
                            CommonRefusal.INVALID_FIELD, at + "rackName", "The plan sets up " + rack + " already");
                }
                yield new LayoutStep(
                        step.deed(),
                        null,
                        null,
                        null,
                        rack,
                        null,
                        null,
                        null,
                        null,
                        step.heightU(),
                        step.weightKgMax(),
                        step.powerWMax());
            }
            case REMOVE_RACK -> {
                Check.present(at + "rackId", step.rackId());
                yield new LayoutStep(
                        step.deed(), null, null, step.rackId(), null, null, null, null, null, null, null, null);
            }
        };
    }

    private static LayoutStep bare(LayoutStep step) {
        return new LayoutStep(step.deed(), step.deviceId(), null, null, null, null, null, null, null, null, null, null);
    }

    private static LayoutStep placed(String at, LayoutStep step, Set<String> racks) {
        Check.present(at + "face", step.face());
        String rack = Check.optionalText(at + "rackName", step.rackName(), 80);
        if (step.rackId() == null && rack == null) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, at + "rackId", at + "rackId or " + at + "rackName is required");
        }
        if (step.rackId() != null && rack != null) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, at + "rackName", at + "rackName must be absent beside rackId");
        }
        if (rack != null && !racks.contains(rack)) {
            throw Refused.field(
                    InventoryRefusal.RACK_UNKNOWN,
                    at + "rackName",
                    at + "rackName must be a rack that an earlier step sets up");
        }
        boolean order = step.deed() == LayoutDeed.ORDER;
        return new LayoutStep(
                step.deed(),
                order ? null : step.deviceId(),
                order ? step.deviceTypeId() : null,
                step.rackId(),
                rack,
                step.face(),
                position(at, step.positionU()),
                order ? null : step.reservationId(),
                order ? Check.text(at + "name", step.name(), 80) : null,
                null,
                null,
                null);
    }

    private static @Nullable BigDecimal position(String at, @Nullable BigDecimal units) {
        if (units == null) {
            return null;
        }
        HalfUnits.of(at + "positionU", units, 1, POSITION_U_MAX);
        return HalfUnits.plain(units);
    }
}
