package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import myidc.TestTenants;
import myidc.platform.db.Sql;
import myidc.storage.sketch.Chunking;
import myidc.storage.sketch.Compression;
import myidc.storage.sketch.Counted;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.SketchFile;
import myidc.storage.sketch.Tally;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MeasuredPoolsResourceTest {
    private static final int CHUNK = 4096;
    private static final String PATH = "/admin/v1/measured-pools/";

    @Inject
    Sql sql;

    private long pool;
    private PoolSecret secret = PoolSecret.open();

    @BeforeEach
    void aPoolWithItsSecret() {
        pool = pool();
        String hex = operator()
                .post(PATH + pool + "/secret")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
        secret = PoolSecret.parse(hex);
    }

    @Test
    void aGroupsFiguresAreThoseOfItsChunks() throws IOException {
        take(Map.of("a", range(0, 10), "b", range(5, 15)), "?host=h1&tag=web&tag=prod")
                .statusCode(200)
                .body("volumes", equalTo(2));
        take(Map.of("c", range(100, 120)), "?host=h2").statusCode(200);

        ask("figures", Map.of("host", "h1"))
                .statusCode(200)
                .body("volumes", equalTo(2))
                .body("logicalBytes", equalTo(20 * CHUNK))
                .body("standalone.bytes", equalTo(15 * CHUNK))
                .body("reclaimable.bytes", equalTo(15 * CHUNK))
                .body("standalone.plusMinus", equalTo(0))
                .body("compressed", nullValue());
        ask("figures", Map.of("volumes", List.of("a")))
                .body("reclaimable.bytes", equalTo(5 * CHUNK))
                .body("attributed.bytes", equalTo((int) (7.5 * CHUNK)));
        ask("figures", Map.of("tag", "web")).body("volumes", equalTo(2));
        ask("figures", Map.of()).body("standalone.bytes", equalTo(35 * CHUNK));
        operator()
                .get(PATH + pool + "/volumes")
                .then()
                .statusCode(200)
                .body("results", equalTo(3))
                .body("data.name", contains("c", "a", "b"))
                .body("data[1].reclaimable.bytes", equalTo(5 * CHUNK))
                .body("data[1].tags", contains("web", "prod"));
    }

    @Test
    void aLaterSketchTakesTheEarliersPlace() throws IOException {
        take(Map.of("a", range(0, 10), "b", range(0, 10)), "").statusCode(200);
        take(Map.of("a", range(50, 60)), "").statusCode(200);
        take(Map.of("b", range(90, 93)), "").statusCode(200);

        ask("figures", Map.of())
                .body("logicalBytes", equalTo(13 * CHUNK))
                .body("standalone.bytes", equalTo(13 * CHUNK));
        assertThat(sql.count("select count(*) from sketch_content where pool_id = ?", pool))
                .as("fingerprints of a past that may still be asked for are kept")
                .isEqualTo(3);
    }

    @Test
    void aGroupCanBeAskedForAsOfAnInstant() throws IOException {
        take(Map.of("a", range(0, 10), "b", range(5, 15)), "?host=h1").statusCode(200);
        String then = sql.row(
                        "select to_char(max(measured_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                                + " from measured_volume_past where pool_id = ?",
                        row -> row.getString(1),
                        pool)
                .orElseThrow();
        take(Map.of("a", range(50, 53), "c", range(5, 15)), "?host=h2").statusCode(200);

        ask("figures", Map.of()).body("volumes", equalTo(3)).body("logicalBytes", equalTo(23 * CHUNK));
        ask("figures?asOf=" + then, Map.of())
                .statusCode(200)
                .body("volumes", equalTo(2))
                .body("standalone.bytes", equalTo(15 * CHUNK));
        ask("figures?asOf=" + then, Map.of("host", "h2")).statusCode(400).body("field", equalTo("volumes"));
        ask("figures?asOf=2001-01-01T00:00:00Z", Map.of()).statusCode(409);
        operator()
                .get(PATH + pool + "/volumes?asOf=" + then)
                .then()
                .statusCode(200)
                .body("data.name", contains("a", "b"))
                .body("data[0].reclaimable.bytes", equalTo(5 * CHUNK));

        sql.change(
                "delete from sketch_content where pool_id = ? and sketch_id = (select min(sketch_id) from"
                        + " sketch_content where pool_id = ?)",
                pool,
                pool);
        take(Map.of("b", range(70, 71)), "").statusCode(409).body("code", equalTo("storage.MEASUREMENT_GONE"));
    }

    @Test
    void aTenantsVolumesInSeveralPoolsAreSummed() throws IOException {
        TestTenants.TestTenant owner = TestTenants.open();
        long tenant = owner.id();
        String query = "?tenantId=" + tenant;
        take(Map.of("a", range(0, 10), "b", range(5, 15)), query).statusCode(200);
        take(Map.of("other", range(10, 30)), "").statusCode(200);
        long first = pool;
        aPoolWithItsSecret();
        take(Map.of("a", range(0, 4)), query).statusCode(200);

        operator()
                .contentType("application/json")
                .body(Map.of("tenantId", tenant))
                .post(PATH + "figures")
                .then()
                .statusCode(200)
                .body("figures.volumes", equalTo(3))
                .body("figures.logicalBytes", equalTo(24 * CHUNK))
                .body("figures.standalone.bytes", equalTo(19 * CHUNK))
                .body("figures.reclaimable.bytes", equalTo(14 * CHUNK))
                .body("pools.poolId", contains((int) first, (int) pool));
        given().auth()
                .oauth2(owner.token())
                .get("/portal/v1/volumes/measured")
                .then()
                .statusCode(200)
                .body("data.name", contains("a", "a", "b"))
                .body("data.logicalBytes.sum()", equalTo(24 * CHUNK));
        given().auth()
                .oauth2(TestTenants.open().token())
                .get("/portal/v1/volumes/measured")
                .then()
                .statusCode(200)
                .body("results", equalTo(0));
        operator()
                .get("/admin/v1/capacity/" + first + "/tenants")
                .then()
                .statusCode(200)
                .body("data.find { it.tenantId == " + tenant + " }.physical.bytes", equalTo(15 * CHUNK))
                .body("data.find { it.tenantId == " + tenant + " }.reclaimable.bytes", equalTo(10 * CHUNK))
                .body("data.find { it.tenantId == null }.volumes", equalTo(1))
                .body("data.attributed.bytes.sum()", equalTo(30 * CHUNK));
        operator()
                .get("/admin/v1/measured-pools?pageSize=500")
                .then()
                .statusCode(200)
                .body("data.find { it.poolId == " + first + " }.attributedBytes", equalTo(30 * CHUNK))
                .body("data.find { it.poolId == " + pool + " }.volumes", equalTo(1));
    }

    @Test
    void whoIsMeasuredForTheFirstTimeGetsItsMetersOnce() throws IOException {
        long tenant = TestTenants.open().id();
        String query = "?tenantId=" + tenant;
        take(Map.of("a", range(0, 10)), query).statusCode(200);
        take(Map.of("a", range(0, 12), "b", range(20, 24)), query).statusCode(200);
        take(Map.of("nobodys", range(30, 34)), "").statusCode(200);

        operator()
                .get("/admin/v1/meter-points?tenantId=" + tenant)
                .then()
                .statusCode(200)
                .body("data.charge", contains("storage:logical", "storage:physical", "storage:attributed"))
                .body("data.measures", everyItem(equalTo("pool-" + pool + "/tenant-" + tenant)))
                .body("data.kind", everyItem(equalTo("STORED_BYTES")))
                .body("data.unit", everyItem(equalTo("GBh")));

        long first = pool;
        aPoolWithItsSecret();
        take(Map.of("c", range(0, 3)), query).statusCode(200);
        operator()
                .get("/admin/v1/meter-points?tenantId=" + tenant)
                .then()
                .body("results", equalTo(6))
                .body(
                        "data.measures.unique()",
                        hasItems("pool-" + first + "/tenant-" + tenant, "pool-" + pool + "/tenant-" + tenant));
        assertThat(sql.count("select count(*) from meter_point_view where measures like ?", "pool-" + pool + "/%"))
                .as("volumes of nobody have no meter")
                .isEqualTo(3);
    }

    @Test
    void aScansComparisonIsKeptAndOneThatIsNoneIsRefused() {
        Map<String, Object> fixed = cut("fixed", 4096, "1.05");
        Map<String, Object> cdc = cut("fastcdc", 8192, "1.74");
        compare(Map.of("state", "complete", "readBytes", 5000, "methods", List.of(fixed, cdc)), "&label=root images")
                .statusCode(200)
                .body("cuts.method", contains("fixed", "fastcdc"))
                .body("cuts[1].ratio", equalTo(1.74f));
        operator()
                .get("/admin/v1/chunk-comparisons?poolId=" + pool)
                .then()
                .statusCode(200)
                .body("results", equalTo(1))
                .body("data[0].label", equalTo("root images"));

        compare(Map.of("state", "stopped", "readBytes", 1, "methods", List.of(fixed)), "&label=x")
                .statusCode(400)
                .body("field", equalTo("state"));
        compare(Map.of("state", "complete", "readBytes", 1, "methods", List.of()), "&label=x")
                .statusCode(400)
                .body("field", equalTo("methods"));
        compare(Map.of("state", "complete", "readBytes", 1, "methods", List.of(Map.of("method", "ram"))), "&label=x")
                .statusCode(400)
                .body("field", equalTo("methods[0].standaloneBytes"));
        compare(Map.of("state", "complete", "readBytes", 1, "methods", List.of(fixed)), "")
                .statusCode(400)
                .body("field", equalTo("label"));
        assertThat(sql.count("select count(*) from chunk_comparison_view where pool_id = ?", pool))
                .isEqualTo(1);
    }

    private ValidatableResponse compare(Map<String, ?> body, String query) {
        return operator()
                .contentType("application/json")
                .body(body)
                .post("/admin/v1/chunk-comparisons?poolId=" + pool + query)
                .then();
    }

    private static Map<String, Object> cut(String method, int chunk, String ratio) {
        return Map.of(
                "method",
                method,
                "chunkBytes",
                chunk,
                "k",
                0,
                "logicalBytes",
                10_000,
                "chunks",
                3,
                "uniqueChunks",
                Map.of("value", 2, "plusMinus", 0),
                "standaloneBytes",
                Map.of("value", 9_000, "plusMinus", 0),
                "ratio",
                Map.of("value", new java.math.BigDecimal(ratio), "plusMinus", 0));
    }

    @Test
    void movesSayWhatTheyFreeAndCopy() throws IOException {
        take(Map.of("clone-1", range(0, 20), "clone-2", range(0, 20), "own", range(50, 60)), "")
                .statusCode(200);
        long target = pool();

        ask("move", Map.of("targetPoolId", target, "volumes", List.of("clone-1")))
                .statusCode(200)
                .body("freed.bytes", equalTo(0))
                .body("copied.bytes", equalTo(20 * CHUNK));
        ask("best-moves", Map.of("bytes", 15 * CHUNK))
                .statusCode(200)
                .body("names", contains("clone-1", "clone-2"))
                .body("copied.bytes", equalTo(20 * CHUNK))
                .body("exact.copiedBytes", equalTo(20 * CHUNK));
        ask("best-moves", Map.of("bytes", 900L * CHUNK)).statusCode(400).body("field", equalTo("bytes"));
        ask("move", Map.of("targetPoolId", pool)).statusCode(400).body("field", equalTo("targetPoolId"));
        operator()
                .get(PATH + pool + "/clones?leastPercent=90")
                .then()
                .statusCode(200)
                .body("volume", contains("clone-1", "clone-2"))
                .body("base", contains("clone-2", "clone-1"));
    }

    @Test
    void filesThatAreNoSketchOfThisPoolChangeNothing() throws IOException {
        byte[] good = file(Map.of("a", range(0, 10)), secret);
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 3);
        byte[] changed = good.clone();
        changed[good.length / 2] ^= 4;
        byte[] newer = good.clone();
        newer[9] = 9;
        refused(cut, "TRUNCATED");
        refused(changed, "CORRUPT");
        refused(newer, "FOREIGN_VERSION");
        refused("no sketch at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "NOT_A_SKETCH");
        refused(file(Map.of("a", range(0, 10)), PoolSecret.open()), "OTHER_SECRET");

        ask("figures", Map.of()).statusCode(409).body("code", equalTo("storage.NOTHING_MEASURED"));
    }

    @Test
    void groupsOfNobodyAreNamed() throws IOException {
        take(Map.of("a", range(0, 10)), "").statusCode(200);
        ask("figures", Map.of("volumes", List.of("x"))).statusCode(400).body("field", equalTo("volumes"));
        ask("figures", Map.of("host", "nowhere")).statusCode(400).body("field", equalTo("volumes"));
        take(Map.of("a", range(0, 10)), "?tenantId=99999999").statusCode(400).body("field", equalTo("tenantId"));
    }

    @Test
    void theSecretStaysTheSameAndOutOfTheFacts() {
        String again = operator().post(PATH + pool + "/secret").then().extract().path("secret");
        assertThat(PoolSecret.parse(again).id()).isEqualTo(secret.id());
        assertThat(sql.count("select count(*) from domain_event where payload::text like ?", "%" + again + "%"))
                .isZero();
        given().auth()
                .oauth2(TestTenants.open().token())
                .post(PATH + pool + "/secret")
                .then()
                .statusCode(403);
    }

    private void refused(byte[] content, String reason) {
        send(content, "").statusCode(400).body("field", equalTo("sketch")).body("detail", containsString(reason));
    }

    private ValidatableResponse take(Map<String, int[]> volumes, String query) throws IOException {
        return send(file(volumes, secret), query);
    }

    private ValidatableResponse send(byte[] content, String query) {
        return operator()
                .contentType("application/octet-stream")
                .body(content)
                .post(PATH + pool + "/sketches" + query)
                .then();
    }

    private ValidatableResponse ask(String what, Map<String, ?> body) {
        return operator()
                .contentType("application/json")
                .body(body)
                .post(PATH + pool + "/" + what)
                .then();
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestTenants.OPERATOR);
    }

    private static long pool() {
        return AdminApi.made("pools", Map.of("siteId", AdminApi.site(), "name", "tank", "kind", "VDO"));
    }

    private static int[] range(int from, int end) {
        return java.util.stream.IntStream.range(from + 1, end + 1).toArray();
    }

    private static byte[] file(Map<String, int[]> volumes, PoolSecret secret) throws IOException {
        Chunking chunking = new Chunking(Chunking.Method.FIXED, CHUNK);
        Tally tally = new Tally(new Tally.Settings(chunking, 0, Compression.NONE), secret);
        TreeMap<String, Counted> counted = new TreeMap<>();
        MemorySegment memory = Arena.ofAuto().allocate(CHUNK, 64);
        volumes.forEach((name, chunks) -> {
            for (int chunk : chunks) {
                memory.set(ValueLayout.JAVA_INT, 0, chunk);
                tally.take(memory, 0, CHUNK, true);
            }
            counted.put(name, tally.done());
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sketch.Header header = new Sketch.Header(chunking, 0, Compression.Kind.NONE, secret.id());
        SketchFile.write(Sketch.of(header, counted), out);
        return out.toByteArray();
    }
}
