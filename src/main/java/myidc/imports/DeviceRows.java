package myidc.imports;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import myidc.inventory.DeviceCommand.DrainDevice;
import myidc.inventory.DeviceCommand.MoveDevice;
import myidc.inventory.DeviceCommand.OrderDevice;
import myidc.inventory.DeviceCommand.Place;
import myidc.inventory.DeviceCommand.PutDeviceInService;
import myidc.inventory.DeviceCommand.RackDevice;
import myidc.inventory.DeviceCommand.RegisterDevice;
import myidc.inventory.DeviceCommand.RelabelDevice;
import myidc.inventory.DeviceCommand.StrikeDevice;
import myidc.inventory.DeviceCommand.UnrackDevice;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.catalog.DeviceType;
import myidc.inventory.catalog.DeviceTypes;
import myidc.inventory.event.Face;
import myidc.inventory.read.DeviceSheets;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.platform.axon.Commands;
import myidc.platform.axon.FactsAhead;
import myidc.platform.db.Sequences;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Rows of devices: of our own export, and of NetBox's, whose columns and states are named otherwise. */
@Singleton
final class DeviceRows implements RowWork {
    private static final Map<String, String> NETBOX_STATES = Map.of(
            "active", "IN_SERVICE",
            "planned", "ORDERED",
            "staged", "RACKED",
            "inventory", "RECEIVED",
            "offline", "RACKED",
            "failed", "RACKED",
            "decommissioning", "DRAINING");

    private final Commands commands;
    private final Sequences sequences;
    private final Devices devices;
    private final DeviceTypes types;
    private final Places places;
    private final DeviceSheets sheets;
    private final FactsAhead facts;

    DeviceRows(
            Commands commands,
            Sequences sequences,
            Devices devices,
            DeviceTypes types,
            Places places,
            DeviceSheets sheets,
            FactsAhead facts) {
        this.sheets = sheets;
        this.facts = facts;
        this.commands = commands;
        this.sequences = sequences;
        this.devices = devices;
        this.types = types;
        this.places = places;
    }

    @Override
    public Supplier<Done> apply(Cells cells, Wish wish) {
        String name = cells.needed("name");
        String serial = cells.text("serial", "serial_number");
        Place place = place(cells, wish);
        SiteId site = wish.site();
        Optional<DeviceView> known = places.device(serial, name, site).flatMap(devices::find);
        if (known.isEmpty()) {
            DeviceId id = register(cells, name, serial);
            lead(id, place, state(cells, place));
            return () -> new Done(Outcome.CREATED, new Made(mark(id), Map.of()), null);
        }
        DeviceView device = known.get();
        DeviceId id = new DeviceId(device.id);
        long version = device.version;
        Map<String, String> before = cellsOf(device);
        commands.send(new RelabelDevice(id, null, name, cells.text("assettag", "asset_tag")));
        if (place != null && !stands(device, place)) {
            if ("RACKED".equals(device.state)) {
                commands.send(new MoveDevice(id, place));
            } else if ("RECEIVED".equals(device.state)) {
                commands.send(new RackDevice(id, place));
            } else {
                throw Refused.field(
                        InventoryRefusal.DEVICE_STATE,
                        "rack",
                        "A device that is " + device.state + " is not moved by import");
            }
        }
        return () -> devices.find(id).orElseThrow().version == version
                ? new Done(Outcome.UNCHANGED, null, null)
                : new Done(Outcome.CHANGED, new Made(mark(id), before), null);
    }

    @Override
    public void ahead(List<Made> made) {
        List<DeviceId> ids = made.stream().map(DeviceRows::device).toList();
        facts.read(ids.stream().map(DeviceId::text).toList());
        devices.some(ids.stream().map(DeviceId::value).toList(), null);
        sheets.load(ids);
    }

    @Override
    public void undo(Made made) {
        String[] mark = made.thing().split("@", 2);
        DeviceId id = device(made);
        DeviceView device = devices.find(id).orElseThrow();
        if (device.version != Long.parseLong(mark[1])) {
            throw Refused.heldBy(
                    InventoryRefusal.IMPORT_CHANGED_SINCE,
                    "id",
                    id.text() + " was changed since it was imported",
                    id.text());
        }
        if (!made.before().isEmpty()) {
            apply(new Cells(made.before()), new Wish(null));
            return;
        }
        if ("IN_SERVICE".equals(device.state)) {
            commands.send(new DrainDevice(id));
        }
        if (device.rackId != null) {
            commands.send(new UnrackDevice(id));
        }
        commands.send(new StrikeDevice(id, "The import that brought it was undone"));
    }

    private static DeviceId device(Made made) {
        String thing = made.thing();
        return new DeviceId(Long.parseLong(thing.substring("device-".length(), thing.indexOf('@'))));
    }

    private DeviceId register(Cells cells, String name, @Nullable String serial) {
        String model = cells.needed("model", "device_type", "type");
        String maker = cells.text("manufacturer");
        long typeId = places.deviceType(maker, model)
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.DEVICE_TYPE_UNKNOWN, "model", "model " + model + " is no device type"));
        DeviceType type = types.find(typeId).orElseThrow();
        DeviceId id = new DeviceId(sequences.next("device"));
        String tag = cells.text("assettag", "asset_tag");
        if ("ORDERED".equals(wantedState(cells))) {
            commands.send(new OrderDevice(id, type.make(), name, tag));
        } else {
            commands.send(new RegisterDevice(
                    id, type.make(), name, serial == null ? cells.needed("serial", "serial_number") : serial, tag));
        }
        type.fittings(id).forEach(commands::send);
        return id;
    }

    private void lead(DeviceId id, @Nullable Place place, String state) {
        if (place != null && !"ORDERED".equals(state) && !"RECEIVED".equals(state)) {
            commands.send(new RackDevice(id, place));
        }
        if ("IN_SERVICE".equals(state) || "DRAINING".equals(state)) {
            commands.send(new PutDeviceInService(id));
        }
        if ("DRAINING".equals(state)) {
            commands.send(new DrainDevice(id));
        }
    }

    private @Nullable Place place(Cells cells, Wish wish) {
        String rack = cells.text("rack");
        if (rack == null) {
            return null;
        }
        SiteId site = places.site(cells, wish);
        RackId id = places.rack(site, rack)
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.RACK_UNKNOWN, "rack", "rack " + rack + " is not known at the site"));
        String face = cells.raw("face", "rack_face");
        BigDecimal position = cells.decimal("positionu", "position_u", "position");
        return new Place(id, face == null ? Face.FRONT : Check.oneOf("face", face, Face.class), position);
    }

    private static String state(Cells cells, @Nullable Place place) {
        String wanted = wantedState(cells);
        boolean stands = !"ORDERED".equals(wanted) && !"RECEIVED".equals(wanted);
        if (stands && place == null) {
            throw Cells.invalid("rack", "is required of a device that is " + wanted);
        }
        return wanted;
    }

    private static String wantedState(Cells cells) {
        String given = cells.raw("state", "status");
        if (given == null) {
            return cells.raw("rack") == null ? "RECEIVED" : "RACKED";
        }
        String known = NETBOX_STATES.get(given.toLowerCase(Locale.ROOT));
        String state = known == null ? given.toUpperCase(Locale.ROOT) : known;
        if (!state.matches("ORDERED|RECEIVED|RACKED|IN_SERVICE|DRAINING")) {
            throw Cells.invalid("state", "must be ORDERED, RECEIVED, RACKED, IN_SERVICE or DRAINING, not " + given);
        }
        return state;
    }

    private static boolean stands(DeviceView device, Place place) {
        BigDecimal position = device.positionU;
        BigDecimal wanted = place.positionU();
        boolean same = position == null ? wanted == null : wanted != null && position.compareTo(wanted) == 0;
        return same
                && Long.valueOf(place.rackId().value()).equals(device.rackId)
                && (device.face == null || place.face().name().equals(device.face));
    }

    private String mark(DeviceId id) {
        return id.text() + "@" + devices.find(id).orElseThrow().version;
    }

    /** The columns a device is exported with. */
    Map<String, String> cellsOf(DeviceView device) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("name", Cells.harmless(device.name));
        cells.put("serial", Cells.harmless(device.serial));
        cells.put("assettag", Cells.harmless(device.assetTag));
        cells.put("manufacturer", Cells.harmless(device.manufacturer));
        cells.put("model", Cells.harmless(device.model));
        cells.put("state", device.state);
        cells.put("site", Cells.harmless(places.siteName(device.siteId)));
        cells.put("rack", device.chassisId == null ? Cells.harmless(places.rackName(device.rackId)) : "");
        cells.put("face", device.face == null ? "" : device.face);
        BigDecimal position = device.positionU;
        cells.put(
                "positionu",
                position == null ? "" : position.stripTrailingZeros().toPlainString());
        return cells;
    }
}
