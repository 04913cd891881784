package myidc.driver.libvirt;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.compute.port.HostProbe.Counts;
import myidc.compute.port.HostProbe.Passed;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;

/**
 * Counts of all guests of a host in one call, virConnectGetAllDomainStats, which the binding lacks. Names of counts and the
 * shape of its answer after https://libvirt.org/html/libvirt-libvirt-domain.html.
 */
final class HostCounts {
    /** VIR_DOMAIN_STATS_CPU_TOTAL, BALLOON, INTERFACE and BLOCK. */
    private static final int WHICH = 2 | 4 | 16 | 32;

    /** Guests that run, and of a guest that something is done to what is known without waiting. */
    private static final int ACTIVE_NOW = 1 | 1 << 29;

    private static final int RECORD_PARAMETERS = Native.POINTER_SIZE;
    private static final int RECORD_SIZE_OF = 2 * Native.POINTER_SIZE;
    private static final int NAME_BYTES = 80;
    private static final int VALUE_AT = 88;
    private static final int PARAMETER_BYTES = 96;
    private static final int INT = 1;
    private static final int UNSIGNED = 2;
    private static final int LONG = 3;
    private static final int UNSIGNED_LONG = 4;
    private static final long KIB_PER_MIB = 1_024;

    private HostCounts() {}

    static List<Counts> of(Connect host) {
        NativeLibrary library = NativeLibrary.getInstance("virt");
        PointerByReference answer = new PointerByReference();
        int guests = library.getFunction("virConnectGetAllDomainStats")
                .invokeInt(new Object[] {((OpenHost) host).pointer(), WHICH, answer, ACTIVE_NOW});
        if (guests < 0) {
            throw new RoomFailed("the host does not count what its guests use");
        }
        Pointer records = answer.getValue();
        try {
            return read(library.getFunction("virDomainGetName"), records, guests);
        } finally {
            library.getFunction("virDomainStatsRecordListFree").invokeVoid(new Object[] {records});
        }
    }

    private static List<Counts> read(Function name, Pointer records, int guests) {
        List<Counts> counts = new ArrayList<>();
        for (int index = 0; index < guests; index++) {
            Pointer record = records.getPointer((long) index * Native.POINTER_SIZE);
            InstanceId guest = GuestXml.guest(name.invokeString(new Object[] {record.getPointer(0)}, false));
            if (guest != null) {
                counts.add(counts(guest, values(record.getPointer(RECORD_PARAMETERS), record.getInt(RECORD_SIZE_OF))));
            }
        }
        return counts;
    }

    private static Map<String, Long> values(Pointer parameters, int number) {
        Map<String, Long> values = new HashMap<>();
        for (int index = 0; index < number; index++) {
            Pointer one = parameters.share((long) index * PARAMETER_BYTES);
            int type = one.getInt(NAME_BYTES);
            if (type == INT || type == UNSIGNED) {
                values.put(one.getString(0, StandardCharsets.US_ASCII.name()), (long) one.getInt(VALUE_AT));
            } else if (type == LONG || type == UNSIGNED_LONG) {
                values.put(one.getString(0, StandardCharsets.US_ASCII.name()), one.getLong(VALUE_AT));
            }
        }
        return values;
    }

    static Counts counts(InstanceId guest, Map<String, Long> values) {
        List<Passed> interfaces = new ArrayList<>();
        for (int at = 0; at < values.getOrDefault("net.count", 0L); at++) {
            String name = "net." + at;
            interfaces.add(new Passed(
                    values.getOrDefault(name + ".rx.bytes", 0L), values.getOrDefault(name + ".tx.bytes", 0L)));
        }
        return new Counts(
                guest,
                values.getOrDefault("cpu.time", 0L),
                memory(values),
                blocks(values, "rd"),
                blocks(values, "wr"),
                interfaces);
    }

    private static long blocks(Map<String, Long> values, String way) {
        long sum = 0;
        for (int at = 0; at < values.getOrDefault("block.count", 0L); at++) {
            sum += values.getOrDefault("block." + at + "." + way + ".bytes", 0L);
        }
        return sum;
    }

    private static @Nullable Long memory(Map<String, Long> values) {
        Long available = values.get("balloon.available");
        Long unused = values.get("balloon.unused");
        return available == null || unused == null ? null : (available - unused) / KIB_PER_MIB;
    }
}
