package myidc.imports;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import myidc.imports.Discoveries.Found;
import myidc.inventory.DriftCommand.RejectDrift;
import myidc.inventory.read.Drifts;
import myidc.platform.axon.Commands;
import myidc.shared.id.DriftId;

/** Hosts that Ceph's orchestrator knows: discovered facts of the devices of those names, not declarations. */
@Singleton
final class CephRows implements RowWork {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "addr", "address",
            "labels", "labels",
            "cpu", "cpu",
            "cpu_summary", "cpu",
            "ram", "memory",
            "memory_total_kb", "memoryKb",
            "hdd", "hdd",
            "ssd", "ssd",
            "nic", "nic");

    private final Discoveries discoveries;
    private final Drifts drifts;
    private final Commands commands;

    CephRows(Discoveries discoveries, Drifts drifts, Commands commands) {
        this.discoveries = discoveries;
        this.drifts = drifts;
        this.commands = commands;
    }

    @Override
    public Supplier<Done> apply(Cells cells, Wish wish) {
        Map<String, String> facts = new LinkedHashMap<>();
        cells.cells().forEach((column, value) -> {
            String attribute = ATTRIBUTES.get(column.toLowerCase(Locale.ROOT));
            if (attribute != null && value.length() <= 200 && !"N/A".equals(value)) {
                facts.put(attribute, value);
            }
        });
        String vendor = cells.raw("vendor_model");
        if (vendor != null && vendor.contains("(")) {
            facts.put("model", vendor.replaceAll("^[^(]*\\(|\\).*$", "").strip());
        }
        List<DriftId> noted = discoveries.note(new Found("ceph orch host ls", null, cells.needed("host"), facts));
        if (noted.isEmpty()) {
            return () -> new Done(Outcome.UNCHANGED, null, null);
        }
        String things = String.join(",", noted.stream().map(DriftId::text).toList());
        return () -> new Done(Outcome.CREATED, new Made(things, Map.of()), null);
    }

    @Override
    public void undo(Made made) {
        for (String thing : made.thing().split(",", -1)) {
            DriftId id = new DriftId(Long.parseLong(thing.substring("drift-".length())));
            boolean open = drifts.find(id, null)
                    .filter(drift -> "OPEN".equals(drift.state))
                    .isPresent();
            if (open) {
                commands.send(new RejectDrift(id, "The import that found it was undone"));
            }
        }
    }
}
