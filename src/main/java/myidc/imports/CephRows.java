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
    static final String SOURCE = "ceph orch host ls";

    /** Columns of the printed table and names of the JSON, by attribute. */
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("addr", "address"),
            Map.entry("labels", "labels"),
            Map.entry("cpu", "cpu"),
            Map.entry("cpu_summary", "cpu"),
            Map.entry("ram", "memory"),
            Map.entry("memory_total_kb", "memoryKb"),
            Map.entry("hdd", "hdd"),
            Map.entry("hdd_summary", "hdd"),
            Map.entry("ssd", "ssd"),
            Map.entry("ssd_summary", "ssd"),
            Map.entry("nic", "nic"),
            Map.entry("nic_count", "nic"));

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
        String vendor = cells.raw("vendor_model", "server");
        if (vendor != null && vendor.indexOf('(') >= 0 && vendor.indexOf('(') < vendor.lastIndexOf(')')) {
            facts.put(
                    "model",
                    vendor.substring(vendor.indexOf('(') + 1, vendor.lastIndexOf(')'))
                            .strip());
        }
        Found found = new Found(SOURCE, null, cells.needed("host"), facts).at(wish.site());
        List<DriftId> noted = discoveries.note(found, discoveries.match(found, "host"));
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
