package myidc.imports;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.inventory.DeviceCommand.CorrectSerial;
import myidc.inventory.DeviceCommand.DeclareAttribute;
import myidc.inventory.DeviceCommand.MoveDevice;
import myidc.inventory.DeviceCommand.Place;
import myidc.inventory.DeviceCommand.RelabelDevice;
import myidc.inventory.DriftCommand.AcceptDrift;
import myidc.inventory.DriftCommand.NoteDrift;
import myidc.inventory.DriftCommand.NoteDriftAgain;
import myidc.inventory.DriftCommand.SettleDrift;
import myidc.inventory.DriftCommand.Sighting;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.event.Face;
import myidc.inventory.read.DeviceSheets;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.inventory.read.DriftView;
import myidc.inventory.read.Drifts;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.DeviceId;
import myidc.shared.id.DriftId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Compares what was discovered with what is declared, and takes over what an operator accepts; in the call under way. */
@Singleton
public final class Discoveries {
    private final Commands commands;
    private final Sequences sequences;
    private final Devices devices;
    private final DeviceSheets sheets;
    private final Drifts drifts;
    private final Places places;

    Discoveries(
            Commands commands,
            Sequences sequences,
            Devices devices,
            DeviceSheets sheets,
            Drifts drifts,
            Places places) {
        this.commands = commands;
        this.sequences = sequences;
        this.devices = devices;
        this.sheets = sheets;
        this.drifts = drifts;
        this.places = places;
    }

    /**
     * The device that something was discovered of; a name that several devices have is refused, and nothing is noted.
     *
     * @param field what the name is called where it was given
     */
    public Optional<DeviceView> match(Found found, String field) {
        return places.found(found, field).flatMap(devices::find);
    }

    /** Notes what differs; answers the differences that are new or changed. */
    public List<DriftId> note(Found found) {
        return note(found, match(found, "name"));
    }

    /** As {@link #note(Found)}, of the device that is meant; empty when nobody declared it. */
    public List<DriftId> note(Found found, Optional<DeviceView> device) {
        List<DriftId> noted = new ArrayList<>();
        if (device.isEmpty()) {
            String what = found.serial() == null ? found.name() : found.name() + ", serial " + found.serial();
            compare(new Sighting(null, found.name(), "device", null, what, found.source()), noted);
            return noted;
        }
        DeviceView known = device.get();
        DeviceId id = new DeviceId(known.id);
        drifts.of(found.name(), "device").filter(Discoveries::isOpen).ifPresent(this::settle);
        found.facts().forEach((attribute, discovered) -> {
            String declared = declared(known, attribute);
            if (same(declared, discovered)) {
                drifts.of(id.text(), attribute).filter(Discoveries::isOpen).ifPresent(this::settle);
            } else {
                compare(new Sighting(id, id.text(), attribute, declared, discovered, found.source()), noted);
            }
        });
        return noted;
    }

    /** Declares what was discovered; refused where a person must do something first. */
    public void accept(DriftView drift) {
        Long device = drift.deviceId;
        if (device == null) {
            throw notAcceptable("Register the device first; the next discovery settles this");
        }
        DeviceId id = new DeviceId(device);
        DeviceView known = devices.find(id).orElseThrow(() -> notAcceptable(id.text() + " is not there any more"));
        switch (drift.attribute) {
            case "name" -> commands.send(new RelabelDevice(id, null, drift.discovered, known.assetTag));
            case "assetTag" -> commands.send(new RelabelDevice(id, null, known.name, drift.discovered));
            case "serial" -> commands.send(new CorrectSerial(id, drift.discovered));
            case "place" -> commands.send(new MoveDevice(id, place(known, drift.discovered)));
            case "model", "manufacturer" ->
                throw notAcceptable("A device does not change its model: strike it and register what is there");
            default -> commands.send(new DeclareAttribute(id, drift.attribute, drift.discovered));
        }
        commands.send(new AcceptDrift(new DriftId(drift.id)));
    }

    private void compare(Sighting sighting, List<DriftId> noted) {
        Optional<DriftView> known = drifts.of(sighting.subject(), sighting.attribute());
        if (known.isEmpty()) {
            DriftId id = new DriftId(sequences.next("drift"));
            commands.send(new NoteDrift(id, sighting));
            noted.add(id);
            return;
        }
        DriftView before = known.get();
        boolean told = ("OPEN".equals(before.state) || "REJECTED".equals(before.state))
                && before.discovered.equals(sighting.discovered())
                && java.util.Objects.equals(before.declared, sighting.declared());
        if (!told) {
            DriftId id = new DriftId(before.id);
            commands.send(new NoteDriftAgain(id, sighting));
            noted.add(id);
        }
    }

    private void settle(DriftView drift) {
        commands.send(new SettleDrift(new DriftId(drift.id)));
    }

    private @Nullable String declared(DeviceView device, String attribute) {
        return switch (attribute) {
            case "name" -> device.name;
            case "serial" -> device.serial;
            case "assetTag" -> device.assetTag;
            case "model" -> device.model;
            case "manufacturer" -> device.manufacturer;
            case "place" -> placeOf(device);
            default -> sheets.of(new DeviceId(device.id), null).attributes.get(attribute);
        };
    }

    private @Nullable String placeOf(DeviceView device) {
        BigDecimal position = device.positionU;
        return device.rackId == null || position == null
                ? null
                : places.rackName(device.rackId) + "/"
                        + position.stripTrailingZeros().toPlainString() + "/" + device.face;
    }

    private Place place(DeviceView device, String discovered) {
        String[] parts = discovered.split("/", -1);
        Long site = device.siteId;
        if (parts.length != 3 || site == null || !parts[1].matches("\\d{1,2}(\\.5)?")) {
            throw notAcceptable("A place reads RACK/U/FACE, as in A01/12/FRONT");
        }
        RackId rack = places.rack(new SiteId(site), parts[0])
                .orElseThrow(() -> notAcceptable("The site has no rack " + parts[0]));
        return new Place(rack, Check.oneOf("face", parts[2], Face.class), new BigDecimal(parts[1]));
    }

    private static boolean isOpen(DriftView drift) {
        return "OPEN".equals(drift.state);
    }

    private static boolean same(@Nullable String declared, String discovered) {
        if (declared == null) {
            return false;
        }
        try {
            return new BigDecimal(declared.strip()).compareTo(new BigDecimal(discovered.strip())) == 0;
        } catch (NumberFormatException e) {
            return declared.strip().equalsIgnoreCase(discovered.strip());
        }
    }

    private static Refused notAcceptable(String detail) {
        return Refused.because(InventoryRefusal.DRIFT_NOT_ACCEPTABLE, detail);
    }

    /**
     * What was discovered of one device.
     *
     * @param serial by which the device is known; its name serves when absent
     * @param facts by attribute: name, serial, assetTag, manufacturer, model, place, or any that is declared on its sheet
     * @param site where a device of that name is looked for; null is everywhere
     */
    public record Found(
            String source,
            @Nullable String serial,
            String name,
            Map<String, String> facts,
            @Nullable SiteId site) {
        public Found(String source, @Nullable String serial, String name, Map<String, String> facts) {
            this(source, serial, name, facts, null);
        }

        /** The same, of a device at a site. */
        public Found at(@Nullable SiteId there) {
            return new Found(source, serial, name, facts, there);
        }
    }
}
