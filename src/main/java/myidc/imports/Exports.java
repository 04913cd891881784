package myidc.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import myidc.inventory.catalog.DeviceTypes;
import myidc.inventory.catalog.ModuleTypes;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.inventory.read.RackView;
import myidc.inventory.read.Racks;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.network.read.PrefixPages;
import myidc.network.read.PrefixView;
import myidc.shared.Page;
import org.jspecify.annotations.Nullable;

/** Writes lists as the CSV that the same format reads, page by page, so that a round trip changes nothing. */
@Singleton
public final class Exports {
    private static final List<String> RACK_COLUMNS = List.of(
            "site",
            "location",
            "name",
            "heightU",
            "maxWeightKg",
            "maxPowerW",
            "numberedTopDown",
            "widthIn",
            "outerWidthMm",
            "outerDepthMm",
            "positionInRow",
            "xMm",
            "yMm");
    private static final List<String> DEVICE_COLUMNS = List.of(
            "name", "serial", "assetTag", "manufacturer", "model", "state", "site", "rack", "face", "positionU");
    private static final List<String> ADDRESS_COLUMNS =
            List.of("address", "vrf", "status", "description", "holder", "assigned_at");
    private static final List<String> PREFIX_COLUMNS = List.of("prefix", "vrf", "status", "site", "gateway", "is_pool");

    private final Lists lists;
    private final RackRows rackRows;
    private final DeviceRows deviceRows;
    private final Places places;

    Exports(Lists lists, RackRows rackRows, DeviceRows deviceRows, Places places) {
        this.lists = lists;
        this.rackRows = rackRows;
        this.deviceRows = deviceRows;
        this.places = places;
    }

    public void racks(Writer out, @Nullable Long siteId, @Nullable Instant asOf) {
        write(
                out,
                RACK_COLUMNS,
                page -> lists.racks().list(siteId, asOf, page),
                (RackView rack) -> rackRows.cellsOf(rack));
    }

    /** All devices that have not left; one in a chassis has no place of its own. */
    public void devices(Writer out, @Nullable Long siteId, @Nullable Instant asOf) {
        Devices.Filter filter = new Devices.Filter(null, null, siteId, null);
        write(
                out,
                DEVICE_COLUMNS,
                page -> lists.devices().list(filter, asOf, page),
                (DeviceView device) -> "RETIRED".equals(device.state) ? Map.of() : deviceRows.cellsOf(device));
    }

    public void deviceTypes(Writer out, @Nullable Instant asOf) {
        catalogue(
                out,
                List.of("category", "manufacturer", "model", "u_height", "full_depth"),
                page -> lists.types().list(null, null, asOf, page),
                TypeRows::cellsOf);
    }

    public void moduleTypes(Writer out, @Nullable Instant asOf) {
        catalogue(
                out,
                List.of("kind", "manufacturer", "model", "part_number"),
                page -> lists.modules().list(null, null, asOf, page),
                ModuleRows::cellsOf);
    }

    /** As documents of the community's library, parted by {@code ---}. */
    public void deviceTypesAsYaml(Writer out, @Nullable Instant asOf) {
        documents(
                out,
                page -> lists.types().list(null, null, asOf, page),
                type -> TypeYaml.device(TypeRows.cellsOf(type)));
    }

    /** As {@link #deviceTypesAsYaml}, of module types. */
    public void moduleTypesAsYaml(Writer out, @Nullable Instant asOf) {
        documents(
                out,
                page -> lists.modules().list(null, null, asOf, page),
                type -> TypeYaml.module(ModuleRows.cellsOf(type)));
    }

    private static <V> void documents(Writer out, Function<Page.Ask, Page<V>> list, Function<V, String> document) {
        try {
            each(list, type -> {
                try {
                    out.write(document.apply(type));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With every column that any row has, the reckoned ones first. */
    private static <V> void catalogue(
            Writer out, List<String> first, Function<Page.Ask, Page<V>> list, Function<V, Map<String, String>> cells) {
        TreeSet<String> more = new TreeSet<>();
        each(list, type -> more.addAll(cells.apply(type).keySet()));
        more.removeAll(first);
        List<String> columns = new ArrayList<>(first);
        columns.addAll(more);
        write(out, columns, list, cells);
    }

    public void prefixes(Writer out, @Nullable Long siteId, @Nullable Instant asOf) {
        write(
                out,
                PREFIX_COLUMNS,
                page -> lists.prefixes()
                        .list(new PrefixPages.Which(null, siteId, null, null, null, null, false, null), asOf, page)
                        .map(PrefixPages.Placed::prefix),
                (PrefixView prefix) -> Map.of(
                        "prefix",
                        prefix.cidr,
                        "vrf",
                        Cells.harmless(places.vrfName(prefix.vrfId)),
                        "status",
                        prefix.container ? "container" : "active",
                        "site",
                        Cells.harmless(places.siteName(prefix.siteId)),
                        "gateway",
                        prefix.gateway == null ? "" : prefix.gateway,
                        "is_pool",
                        "" + prefix.pool));
    }

    /** Addresses that have a holder. */
    public void addresses(Writer out, @Nullable Long siteId, @Nullable Instant asOf) {
        try (CsvWriter csv = writer(out)) {
            csv.writeRecord(ADDRESS_COLUMNS);
            long after = 0;
            for (List<AddressView> next = lists.addresses().after(after, siteId, asOf, Page.SIZE_MAX);
                    !next.isEmpty();
                    next = lists.addresses().after(after, siteId, asOf, Page.SIZE_MAX)) {
                Map<Long, String> tables = places.vrfs(next.stream()
                        .map(address -> address.prefixId)
                        .distinct()
                        .toList());
                for (AddressView address : next) {
                    String vrf = tables.getOrDefault(address.prefixId, "");
                    record(csv, ADDRESS_COLUMNS, AddressRows.cellsOf(address, vrf));
                    after = address.id;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvWriter writer(Writer out) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
    }

    private static void record(CsvWriter csv, List<String> columns, Map<String, String> named) {
        csv.writeRecord(columns.stream()
                .map(column -> named.getOrDefault(ImportReader.name(column), ""))
                .toList());
    }

    private static <V> void write(
            Writer out,
            List<String> columns,
            Function<Page.Ask, Page<V>> list,
            Function<V, Map<String, String>> cells) {
        try (CsvWriter csv = writer(out)) {
            csv.writeRecord(columns);
            each(list, row -> {
                Map<String, String> named = cells.apply(row);
                if (!named.isEmpty()) {
                    record(csv, columns, named);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <V> void each(Function<Page.Ask, Page<V>> list, java.util.function.Consumer<V> receiver) {
        IntFunction<Page<V>> page = number -> list.apply(new Page.Ask(number, Page.SIZE_MAX));
        Page<V> found = page.apply(1);
        found.data().forEach(receiver);
        for (int number = 2; number <= found.pages(); number++) {
            page.apply(number).data().forEach(receiver);
        }
    }

    /** What is exported. */
    @Singleton
    record Lists(
            Racks racks,
            Devices devices,
            DeviceTypes types,
            ModuleTypes modules,
            PrefixPages prefixes,
            Addresses addresses) {}
}
