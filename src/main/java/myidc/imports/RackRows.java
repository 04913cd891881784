package myidc.imports;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import myidc.inventory.RackCommand.FrameRack;
import myidc.inventory.RackCommand.InstallRack;
import myidc.inventory.RackCommand.RackFrame;
import myidc.inventory.RackCommand.RefitRack;
import myidc.inventory.RackCommand.RetireRack;
import myidc.inventory.RackCommand.SiteRack;
import myidc.inventory.RackCommand.Spot;
import myidc.inventory.read.RackView;
import myidc.inventory.read.Racks;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.id.LocationId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Rows of racks: of our own export, and of NetBox's, whose columns are named otherwise. */
@Singleton
final class RackRows implements RowWork {
    private static final BigDecimal KG_PER_LB = new BigDecimal("0.45359237");
    private static final int UNLIMITED_KG = 5_000;
    private static final int UNLIMITED_W = 200_000;

    private final Commands commands;
    private final Sequences sequences;
    private final Racks racks;
    private final Places places;

    RackRows(Commands commands, Sequences sequences, Racks racks, Places places) {
        this.commands = commands;
        this.sequences = sequences;
        this.racks = racks;
        this.places = places;
    }

    @Override
    public Supplier<Done> apply(Cells cells, Wish wish) {
        SiteId site = places.site(cells, wish);
        String name = cells.needed("name", "rack");
        Optional<RackView> known = places.rack(site, name).flatMap(racks::find);
        Map<String, String> before = known.map(this::cellsOf).orElse(Map.of());
        RackId id = known.map(rack -> new RackId(rack.id)).orElseGet(() -> new RackId(sequences.next("rack")));
        int heightU = whole(cells.raw("heightu", "height_u", "u_height", "height"), "heightU", 42);
        int weight = weight(cells);
        int power = whole(
                cells.raw("maxpowerw", "max_power_w"),
                "maxPowerW",
                known.map(r -> r.powerWMax).orElse(UNLIMITED_W));
        if (known.isEmpty()) {
            commands.send(new InstallRack(id, site, name, heightU, weight, power));
        } else {
            commands.send(new RefitRack(id, null, name, heightU, weight, power));
        }
        placeAndFrame(cells, site, id, known.orElse(null));
        boolean wasKnown = known.isPresent();
        return () -> done(id, before, wasKnown);
    }

    @Override
    public void undo(Made made) {
        long id = Long.parseLong(made.thing().substring("rack-".length()));
        if (made.before().isEmpty()) {
            commands.send(new RetireRack(new RackId(id)));
        } else {
            apply(new Cells(made.before()), new Wish(null));
        }
    }

    private void placeAndFrame(Cells cells, SiteId site, RackId id, @Nullable RackView known) {
        String location = cells.text("location");
        LocationId where = location == null ? null : places.location(site, location);
        boolean sited = known != null && known.locationId != null;
        if (where != null || sited || cells.raw("positioninrow", "xmm", "ymm") != null) {
            commands.send(new SiteRack(
                    id, null, where, new Spot(cells.whole("positioninrow"), cells.whole("xmm"), cells.whole("ymm"))));
        }
        String width = cells.raw("widthin", "width");
        boolean topDown =
                cells.truth("numberedtopdown") || cells.truth("desc_units") || cells.truth("descending_units");
        if (known != null || topDown || width != null || cells.raw("outerwidthmm", "outerdepthmm") != null) {
            commands.send(new FrameRack(
                    id,
                    null,
                    new RackFrame(
                            topDown,
                            whole(width, "widthIn", 19),
                            cells.whole("outerwidthmm"),
                            cells.whole("outerdepthmm"))));
        }
    }

    private Done done(RackId id, Map<String, String> before, boolean known) {
        if (!known) {
            return new Done(Outcome.CREATED, new Made(id.text(), Map.of()), null);
        }
        Map<String, String> after = cellsOf(racks.find(id).orElseThrow());
        return after.equals(before)
                ? new Done(Outcome.UNCHANGED, null, null)
                : new Done(Outcome.CHANGED, new Made(id.text(), before), null);
    }

    /** The columns a rack is exported with. */
    Map<String, String> cellsOf(RackView rack) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("site", Cells.harmless(places.siteName(rack.siteId)));
        cells.put("location", rack.locationId == null ? "" : Cells.harmless(places.locationName(rack.locationId)));
        cells.put("name", Cells.harmless(rack.name));
        cells.put("heightu", "" + rack.heightU);
        cells.put("maxweightkg", "" + rack.weightKgMax);
        cells.put("maxpowerw", "" + rack.powerWMax);
        cells.put("numberedtopdown", "" + rack.numberedTopDown);
        cells.put("widthin", "" + rack.widthIn);
        put(cells, "outerwidthmm", rack.outerWidthMm);
        put(cells, "outerdepthmm", rack.outerDepthMm);
        put(cells, "positioninrow", rack.positionInRow);
        put(cells, "xmm", rack.xMm);
        put(cells, "ymm", rack.yMm);
        return cells;
    }

    private static void put(Map<String, String> cells, String name, @Nullable Integer value) {
        cells.put(name, value == null ? "" : "" + value);
    }

    private static int weight(Cells cells) {
        Integer own = cells.whole("maxweightkg");
        if (own != null) {
            return own;
        }
        BigDecimal given = cells.decimal("max_weight", "maximum_weight");
        if (given == null) {
            return UNLIMITED_KG;
        }
        String unit = cells.raw("weight_unit");
        boolean pounds = unit != null && unit.toLowerCase(java.util.Locale.ROOT).startsWith("lb");
        return (pounds ? given.multiply(KG_PER_LB) : given)
                .setScale(0, java.math.RoundingMode.DOWN)
                .intValueExact();
    }

    /** A number with or without its unit behind it, as in {@code 42U} and {@code 19 inches}. */
    private static int whole(@Nullable String given, String field, int otherwise) {
        if (given == null) {
            return otherwise;
        }
        String digits = given.replaceAll("(?i)\\s*(u|inch(es)?|in|\")$", "");
        try {
            return Integer.parseInt(digits.strip());
        } catch (NumberFormatException e) {
            throw Cells.invalid(field, "must be a whole number, not " + given);
        }
    }
}
