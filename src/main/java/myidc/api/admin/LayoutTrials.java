package myidc.api.admin;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import myidc.inventory.capacity.RackFill;
import myidc.inventory.event.LayoutEvent.Ground;
import myidc.inventory.read.Cables;
import myidc.inventory.read.Devices;
import myidc.inventory.read.LayoutView;
import myidc.inventory.read.Layouts;
import myidc.inventory.read.PowerNodes;
import myidc.inventory.read.RackFills;
import myidc.inventory.read.RackLoads;
import myidc.inventory.read.RackView;
import myidc.inventory.read.Racks;
import myidc.inventory.read.Reservations;
import myidc.platform.axon.Commands;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would come to: its steps are done by the same commands as when it is applied, what then stands in the racks
 * is read, and the call is taken back. A step that is refused is left out and the rest is tried again.
 */
@Singleton
final class LayoutTrials {
    private static final int CONFLICTS_MAX = 20;

    private final Commands commands;
    private final LayoutWork work;
    private final Views views;

    LayoutTrials(Commands commands, LayoutWork work, Views views) {
        this.commands = commands;
        this.work = work;
        this.views = views;
    }

    /** Tries a plan against the inventory of now; {@code drawn} is the rack whose elevations are wanted. */
    Trial of(LayoutView layout, @Nullable Long drawn) {
        List<Long> touched = views.layouts().racksOf(layout);
        Map<Long, Shown> before = shown(touched, drawn);
        Map<Integer, Refused> refused = new TreeMap<>();
        Asked asked = new Asked(drawn, touched, before, refused, changed(layout), warnings(layout));
        while (true) {
            int[] at = {-1};
            try {
                return tried(layout, asked, at);
            } catch (Refused e) {
                if (at[0] < 0) {
                    throw e;
                }
                refused.put(at[0], e);
                if (refused.size() == CONFLICTS_MAX) {
                    return new Trial(conflicts(refused), true, asked.changed(), asked.warnings(), List.of(), null);
                }
            }
        }
    }

    private Trial tried(LayoutView layout, Asked asked, int[] at) {
        return commands.tryOut(
                () -> {
                    LayoutWork.Done done = work.run(
                            layout, true, number -> !asked.refused().containsKey(number), number -> at[0] = number);
                    at[0] = -1;
                    return done;
                },
                done -> after(asked, done));
    }

    private Trial after(Asked asked, LayoutWork.Done done) {
        views.layouts().settle();
        List<Long> racks = new ArrayList<>(asked.touched());
        done.racks().values().forEach(rack -> racks.add(rack.value()));
        Map<Long, Shown> after = shown(racks, asked.drawn());
        List<RackChange> changes = new ArrayList<>();
        for (Long rack : racks) {
            Shown was = asked.before().get(rack);
            Shown is = after.get(rack);
            Shown named = was == null ? is : was;
            if (named != null) {
                boolean stands = asked.touched().contains(rack);
                changes.add(new RackChange(
                        stands ? rack : null,
                        named.rack().name(),
                        was == null ? null : was.figures(),
                        is == null ? null : is.figures()));
            }
        }
        return new Trial(
                conflicts(asked.refused()), false, asked.changed(), asked.warnings(), changes, drawings(asked, after));
    }

    private static @Nullable Drawings drawings(Asked asked, Map<Long, Shown> after) {
        Long drawn = asked.drawn();
        if (drawn == null) {
            return null;
        }
        Shown was = asked.before().get(drawn);
        Shown is = after.get(drawn);
        return new Drawings(was == null ? null : was.drawing(), is == null ? null : is.drawing());
    }

    private Map<Long, Shown> shown(List<Long> ids, @Nullable Long drawn) {
        TreeSet<Long> wanted = new TreeSet<>(ids);
        if (drawn != null) {
            wanted.add(drawn);
        }
        List<RackView> racks = wanted.stream()
                .map(id -> views.racks().find(new RackId(id)))
                .flatMap(Optional::stream)
                .toList();
        Map<Long, RackFills.Filled> fills = views.fills().of(racks, null);
        Map<Long, RackLoads.Load> loads = views.loads().of(racks, null);
        Map<Long, Shown> shown = new TreeMap<>();
        for (RackView rack : racks) {
            RacksResource.RackJson json =
                    RacksResource.RackJson.of(rack, loads.getOrDefault(rack.id, RackLoads.Load.NONE));
            RackFills.Filled filled = fills.get(rack.id);
            if (filled != null) {
                shown.put(
                        rack.id,
                        new Shown(
                                json,
                                Figures.of(json, filled.fill()),
                                drawn != null && drawn == rack.id ? drawing(rack) : null));
            }
        }
        return shown;
    }

    private ElevationJson drawing(RackView rack) {
        return ElevationJson.of(rack, null, views.devices().inRack(new RackId(rack.id), null), Map.of())
                .keeping(views.reservations().held(rack.id, null), Map.of());
    }

    /** Things that are not as they were when the plan was submitted. */
    private List<String> changed(LayoutView layout) {
        if (layout.ground.isEmpty() || !layout.state.matches("SUBMITTED|APPROVED")) {
            return List.of();
        }
        List<Ground> now = views.layouts().ground(layout);
        return layout.ground.stream()
                .filter(each -> !now.contains(each))
                .map(Ground::thing)
                .toList();
    }

    /** Cords and cables that a device takes along unless somebody unplugs them; they are no reason to refuse. */
    private List<Warning> warnings(LayoutView layout) {
        List<Warning> warnings = new ArrayList<>();
        for (int number = 0; number < layout.steps.size(); number++) {
            LayoutView.Step step = layout.steps.get(number);
            Long device = step.deviceId();
            if (device != null && step.deed().matches("MOVE|REMOVE|RETIRE")) {
                long cords = views.power()
                        .cords(device, null, null, new Page.Ask(1, 1))
                        .results();
                long cables = views.cables()
                        .list(new DeviceId(device), null, new Page.Ask(1, 1))
                        .results();
                if (cords + cables > 0) {
                    warnings.add(new Warning(number, cords, cables));
                }
            }
        }
        return warnings;
    }

    private static List<Conflict> conflicts(Map<Integer, Refused> refused) {
        List<Conflict> conflicts = new ArrayList<>();
        refused.forEach(
                (step, e) -> conflicts.add(new Conflict(step, e.refusal().code(), e.field(), e.detail(), e.holder())));
        return conflicts;
    }

    /** What this reads. */
    @Singleton
    record Views(
            Layouts layouts,
            Racks racks,
            RackFills fills,
            RackLoads loads,
            Devices devices,
            Reservations reservations,
            PowerNodes power,
            Cables cables) {}

    private record Asked(
            @Nullable Long drawn,
            List<Long> touched,
            Map<Long, Shown> before,
            Map<Integer, Refused> refused,
            List<String> changed,
            List<Warning> warnings) {}

    private record Shown(
            RacksResource.RackJson rack,
            Figures figures,
            @Nullable ElevationJson drawing) {}

    /**
     * What a plan would come to.
     *
     * @param conflicts steps that are refused
     * @param more true when there are more conflicts than are told; racks are then not reckoned
     * @param outOfDate things that changed since the plan was submitted
     * @param racks those it touches or sets up
     * @param drawings of the rack that was asked for
     */
    public record Trial(
            List<Conflict> conflicts,
            boolean more,
            List<String> outOfDate,
            List<Warning> warnings,
            List<RackChange> racks,
            @Nullable Drawings drawings) {}

    /** A step, counted from 0, that is refused, and why. */
    public record Conflict(
            int step,
            String code,
            @Nullable String field,
            String detail,
            @Nullable String holder) {}

    /** A step, counted from 0, whose device is still plugged in. */
    public record Warning(int step, long cords, long cables) {}

    /** A rack before and after; its number is null when the plan sets it up, a side is null when it does not stand then. */
    public record RackChange(
            @Nullable Long rackId,
            String rackName,
            @Nullable Figures before,
            @Nullable Figures after) {}

    /** Space, weight and power of a rack; what is unknown of a device adds nothing and is counted beside it. */
    public record Figures(
            int devices,
            BigDecimal usedU,
            int heightU,
            BigDecimal largestFreeU,
            BigDecimal weightKg,
            int maxWeightKg,
            int weightUnknown,
            long powerW,
            int maxPowerW,
            int powerUnknown) {
        static Figures of(RacksResource.RackJson rack, RackFill fill) {
            return new Figures(
                    fill.devices(),
                    fill.usedU(),
                    rack.heightU(),
                    fill.largestU(RackFill.Depth.WHOLE),
                    fill.weightKg(),
                    rack.maxWeightKg(),
                    fill.weightUnknown(),
                    fill.nameplateW(),
                    rack.maxPowerW(),
                    fill.nameplateUnknown());
        }
    }

    /** One rack's elevation before and after. */
    public record Drawings(
            @Nullable ElevationJson before, @Nullable ElevationJson after) {}
}
