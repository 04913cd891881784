package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PoolId;
import myidc.storage.PoolCommand.CompareChunkings;
import myidc.storage.StorageRefusal;
import myidc.storage.event.ComparedCut;
import myidc.storage.event.PoolEvent.ChunkingsCompared;
import myidc.storage.read.Comparisons;
import myidc.storage.read.Pools;
import org.jspecify.annotations.Nullable;

/** Which chunk size and method some data would like: what {@code myidc scan --compare --json} prints, kept for a pool. */
@Path("/admin/v1/chunk-comparisons")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ChunkComparisonsResource {
    private static final int RATIO_DIGITS = 4;

    private final Commands commands;
    private final Pools pools;
    private final Comparisons comparisons;

    ChunkComparisonsResource(Commands commands, Pools pools, Comparisons comparisons) {
        this.commands = commands;
        this.pools = pools;
        this.comparisons = comparisons;
    }

    /** A pool's comparisons, the latest first. */
    @GET
    public Page<ComparisonJson> list(
            @QueryParam("poolId") @Nullable Long poolId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return comparisons.of(known(poolId), AsOf.instant(asOf), page.ask()).map(ComparisonJson::of);
    }

    /** Takes what a scan printed; the scan has to have ended and to have compared. */
    @POST
    @Staff(Role.OPERATOR)
    public ComparisonJson keep(
            @QueryParam("poolId") @Nullable Long poolId,
            @QueryParam("label") @Nullable String label,
            ScanRequest body) {
        PoolId pool = known(poolId);
        if (!"complete".equals(body.state()) && !"incomplete".equals(body.state())) {
            throw Refused.field(
                    StorageRefusal.COMPARISON_INVALID,
                    "state",
                    "state must be complete or incomplete: a scan that was stopped says nothing");
        }
        List<ComparedCut> cuts = new ArrayList<>();
        List<MethodRequest> methods = Check.present("methods", body.methods());
        for (int at = 0; at < methods.size(); at++) {
            cuts.add(Check.present("methods[" + at + "]", methods.get(at)).cut("methods[" + at + "]."));
        }
        CompareChunkings command = new CompareChunkings(
                pool,
                Check.text("label", label, 100),
                Check.range("readBytes", body.readBytes(), 0, Long.MAX_VALUE),
                cuts);
        return commands.perform(
                () -> commands.send(command),
                () -> ComparisonJson.of(
                        comparisons.of(pool, null, new Page.Ask(1, 1)).data().getFirst()));
    }

    private PoolId known(@Nullable Long poolId) {
        PoolId pool = new PoolId(Check.range("poolId", poolId, 1, Long.MAX_VALUE));
        if (pools.find(pool).isEmpty()) {
            throw Refused.because(StorageRefusal.POOL_NOT_FOUND, "There is no pool " + poolId);
        }
        return pool;
    }

    /** What a scan printed; what is not named here is not kept. */
    public record ScanRequest(
            @Nullable String state,
            @Nullable Long readBytes,
            @Nullable List<MethodRequest> methods) {}

    /** A figure and half the width of its 95 % interval. */
    public record FigureRequest(
            @Nullable BigDecimal value, @Nullable BigDecimal plusMinus) {
        long whole(String field) {
            return Check.range(field, value, BigDecimal.ZERO, BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValue();
        }

        long margin(String field) {
            return Check.range(field, plusMinus, BigDecimal.ZERO, BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValue();
        }
    }

    /** What one way of cutting made of the data, in the scan's own words. */
    public record MethodRequest(
            @Nullable String method,
            @Nullable Long chunkBytes,
            @Nullable Long k,
            @Nullable Long logicalBytes,
            @Nullable Long chunks,
            @Nullable FigureRequest uniqueChunks,
            @Nullable FigureRequest standaloneBytes,
            @Nullable FigureRequest ratio,
            @Nullable FigureRequest compressedBytes) {
        ComparedCut cut(String at) {
            FigureRequest standalone = Check.present(at + "standaloneBytes", standaloneBytes);
            FigureRequest times = Check.present(at + "ratio", ratio);
            FigureRequest small = compressedBytes;
            return new ComparedCut(
                    Check.text(at + "method", method, 20),
                    (int) Check.range(at + "chunkBytes", chunkBytes, 1, 1 << 27),
                    (int) Check.range(at + "k", k, 0, 20),
                    Check.range(at + "logicalBytes", logicalBytes, 0, Long.MAX_VALUE),
                    Check.range(at + "chunks", chunks, 0, Long.MAX_VALUE),
                    Check.present(at + "uniqueChunks", uniqueChunks).whole(at + "uniqueChunks.value"),
                    standalone.whole(at + "standaloneBytes.value"),
                    standalone.margin(at + "standaloneBytes.plusMinus"),
                    decimal(at + "ratio.value", times.value()),
                    decimal(at + "ratio.plusMinus", times.plusMinus()),
                    small == null ? null : small.whole(at + "compressedBytes.value"),
                    small == null ? null : small.margin(at + "compressedBytes.plusMinus"));
        }

        private static BigDecimal decimal(String field, @Nullable BigDecimal value) {
            return Check.range(field, value, BigDecimal.ZERO, BigDecimal.valueOf(1_000_000_000))
                    .setScale(RATIO_DIGITS, RoundingMode.HALF_EVEN);
        }
    }

    /** A comparison, its ways of cutting in the order they were told. */
    public record ComparisonJson(long poolId, Instant at, String label, long readBytes, List<ComparedCut> cuts) {
        static ComparisonJson of(ChunkingsCompared fact) {
            return new ComparisonJson(fact.poolId().value(), fact.at(), fact.label(), fact.readBytes(), fact.cuts());
        }
    }
}
