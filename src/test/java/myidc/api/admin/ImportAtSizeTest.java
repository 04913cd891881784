package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import myidc.MachineRoom;
import org.junit.jupiter.api.Test;

/**
 * A long file tried, applied and undone. {@code -Dimport.rows=100000} makes it as long as a file may be; how long each step
 * took and what of the heap was in use is printed, and decides nothing.
 */
@QuarkusTest
class ImportAtSizeTest {
    private static final int ROWS = Integer.getInteger("import.rows", 300);

    @Test
    void devicesComeAndGoAsOneBatch() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        String model = get("/admin/v1/device-types/" + MachineRoom.type("SERVER", 1))
                .extract()
                .path("model");
        String mark = unique();
        comeAndGo(
                "DEVICES",
                room,
                file("name,serial,manufacturer,model", i -> "n%d,%s-%d,Maker,%s".formatted(i, mark, i, model)));
    }

    @Test
    void addressesComeAndGoAsOneBatch() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        int block = (int) (2 * (room.siteId() % 100));
        byte[] prefix = ("prefix,status\n11." + block + ".0.0/15,active\n").getBytes(StandardCharsets.UTF_8);
        long parent = Batches.checked("NETBOX_PREFIXES", room.siteId(), prefix).getLong("id");
        post("/admin/v1/imports/" + parent + "/apply", Map.of()).statusCode(200);
        Batches.settled(parent);
        comeAndGo("NETBOX_ADDRESSES", room, file("address,dns_name", i -> {
            int host = i + 10;
            return "11.%d.%d.%d/15,host-%d".formatted(block + host / 65_536, host / 256 % 256, host % 256, i);
        }));
    }

    private static void comeAndGo(String format, MachineRoom room, byte[] file) throws InterruptedException {
        long from = System.nanoTime();
        JsonPath checked = Batches.checked(format, room.siteId(), file);
        long id = checked.getLong("id");
        assertThat(checked.getLong("good")).isEqualTo(ROWS);
        assertThat(checked.getLong("bad")).isZero();
        from = told(format, "tried", from);
        post("/admin/v1/imports/" + id + "/apply", Map.of()).statusCode(200);
        JsonPath applied = Batches.settled(id);
        assertThat(applied.getLong("applied")).isEqualTo(ROWS);
        from = told(format, "applied", from);
        JsonPath again = Batches.checked(format, room.siteId(), file);
        assertThat(again.getLong("same")).isEqualTo(ROWS);
        from = told(format, "tried again", from);
        post("/admin/v1/imports/" + id + "/undo", Map.of()).statusCode(200);
        assertThat(Batches.settled(id).getString("state")).isEqualTo("UNDONE");
        told(format, "undone", from);
    }

    private static byte[] file(String heading, IntFunction<String> row) {
        StringBuilder text = new StringBuilder(heading).append('\n');
        for (int i = 0; i < ROWS; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long told(String format, String step, long from) {
        long now = System.nanoTime();
        System.out.printf(
                "%s: %d rows %s in %s, heap in use %d MB%n",
                format,
                ROWS,
                step,
                Duration.ofNanos(now - from),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
        return now;
    }
}
