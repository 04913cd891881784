package myidc.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import myidc.demo.PortalClient.DemoFailed;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.SampleClones;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.SketchFile;
import org.jspecify.annotations.Nullable;

/** Volumes of the first tenants in one pool, measured every three days, and a comparison of ways of cutting. */
final class ExampleSharing {
    private static final Duration EVERY = Duration.ofDays(3);
    private static final int TENANTS = 6;
    private static final int VOLUMES = 5;
    private static final int GROWN = 12;

    private final PortalClient portal;
    private final String operator;
    private final long pool;
    private final List<ExampleTenant> tenants;
    private @Nullable PoolSecret secret;
    private @Nullable Instant measured;
    private int times;

    ExampleSharing(PortalClient portal, String operator, long pool, List<ExampleTenant> tenants) {
        this.portal = portal;
        this.operator = operator;
        this.pool = pool;
        this.tenants = tenants.subList(0, Math.min(TENANTS, tenants.size()));
    }

    /** Measures when it is time again. */
    void tell(Instant now) {
        Instant last = measured;
        if (last != null && now.isBefore(last.plus(EVERY))) {
            return;
        }
        measured = now;
        PoolSecret known = secret;
        if (known == null) {
            known = PoolSecret.parse(
                    portal.post("/admin/v1/measured-pools/" + pool + "/secret", operator, portal.object())
                            .path("secret")
                            .asText());
            secret = known;
            compare();
        }
        for (int tenant = 0; tenant < tenants.size(); tenant++) {
            send(known, tenant);
        }
        times++;
    }

    private void send(PoolSecret known, int tenant) {
        List<String> names = IntStream.rangeClosed(1, VOLUMES)
                .mapToObj(number -> String.format(Locale.ROOT, "t%02d-disk-%d", tenant + 1, number))
                .toList();
        Sketch sketch = SampleClones.of(known.id(), tenant + 1L, names, GROWN * times);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            SketchFile.write(sketch, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String owner = "?tenantId=" + tenants.get(tenant).id() + "&host=node-" + (1 + tenant % 3) + "&tag="
                + (tenant % 2 == 0 ? "prod" : "test");
        PortalClient.Answer answer = portal.postBytes(
                "/admin/v1/measured-pools/" + pool + "/sketches" + owner, operator, content.toByteArray());
        if (!answer.fine()) {
            throw new DemoFailed("A sketch was answered with " + answer.status() + ": " + answer.body());
        }
    }

    /** As a disk image and a tar of the same files compare: only cutting by content finds them again. */
    private void compare() {
        ObjectNode body = portal.object().put("state", "complete").put("readBytes", 12_884_901_888L);
        ArrayNode methods = body.putArray("methods");
        method(methods, "fixed", 4_096, "1.0512");
        method(methods, "fixed", 8_192, "1.0387");
        method(methods, "fixed", 65_536, "1.0101");
        method(methods, "fixed", 131_072, "1.0000");
        method(methods, "fastcdc", 8_192, "1.7403");
        method(methods, "ram", 8_192, "1.7011");
        portal.post("/admin/v1/chunk-comparisons?poolId=" + pool + "&label=images+and+tars", operator, body);
    }

    private static void method(ArrayNode methods, String name, int chunk, String ratio) {
        long logical = 10_737_418_240L;
        long stored = BigDecimal.valueOf(logical)
                .divide(new BigDecimal(ratio), 0, java.math.RoundingMode.HALF_EVEN)
                .longValueExact();
        ObjectNode method = methods.addObject()
                .put("method", name)
                .put("chunkBytes", chunk)
                .put("k", 6)
                .put("logicalBytes", logical)
                .put("chunks", logical / chunk);
        method.putObject("uniqueChunks").put("value", stored / chunk).put("plusMinus", stored / chunk / 100);
        method.putObject("standaloneBytes").put("value", stored).put("plusMinus", stored / 100);
        method.putObject("ratio").put("value", new BigDecimal(ratio)).put("plusMinus", new BigDecimal("0.0104"));
        method.putObject("compressedBytes").put("value", stored / 10 * 6).put("plusMinus", stored / 120);
    }
}
