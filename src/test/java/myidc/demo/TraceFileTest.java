package myidc.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {
    private static final String HEADER = "arrival_s,batch,flavor,vcpu,mem_gb,dur_bin,censored\n";

    @TempDir
    Path folder;

    @Test
    void anArrivalIsReadWithItsSizeAndALifetimeOfItsBin() throws IOException {
        Demand demand = TraceFile.read(plain("1800000,1,m,8,14,1,0\n1800300,2,a,1,0.75,13,0\n"), Demand.ARRIVALS_MAX);

        Arrival first = demand.arrivals().get(0);
        assertThat(first).isEqualTo(new Arrival(0, TraceFile.tenantOf(1), new Size(8, 14_336), 300L));
        Arrival second = demand.arrivals().get(1);
        assertThat(second.atS()).isEqualTo(300);
        assertThat(second.size()).isEqualTo(new Size(1, 768));
        assertThat(second.livesS()).isBetween(3_900L, 7_200L).matches(s -> s % 300 == 0);
    }

    @Test
    void aGzippedTraceReadsAsThePlainOne() throws IOException {
        String rows = "1800000,1,m,8,14,36,0\n1800000,1,m,8,14,36,0\n";
        Path zipped = folder.resolve("trace.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write((HEADER + rows).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        assertThat(TraceFile.read(zipped, 10).arrivals())
                .isEqualTo(TraceFile.read(plain(rows), 10).arrivals());
    }

    @Test
    void aGuestWhoseEndTheTraceDidNotSeeStays() throws IOException {
        Demand demand = TraceFile.read(plain("0,1,m,8,14,45,1\n"), 10);

        assertThat(demand.arrivals().getFirst().livesS()).isNull();
    }

    @Test
    void readingStopsAtTheNumberWanted() throws IOException {
        Path trace = plain("0,1,m,8,14,1,0\n0,1,m,8,14,1,0\nnonsense\n");

        assertThat(TraceFile.read(trace, 2).arrivals()).hasSize(2);
    }

    @Test
    void aBadCellIsNamedWithItsLine() {
        assertRefused("0,1,m,8,14,1,0\n300,1,m,x,14,1,0\n", "line 3: vcpu must be a whole number, is 'x'");
        assertRefused("0,1,m,0,14,1,0\n", "line 2: vcpu must be at least 1");
        assertRefused("0,1,m,8,-1,1,0\n", "line 2: mem_gb must be above 0");
        assertRefused("0,1,m,8,abc,1,0\n", "line 2: mem_gb must be a decimal, is 'abc'");
        assertRefused("0,1,m,8,14,46,0\n", "line 2: dur_bin must be at least 0 and at most 45, is 46");
        assertRefused("0,1,m,8,14,1\n", "line 2: must have 7 cells, has 6");
        assertRefused("300,1,m,8,14,1,0\n0,1,m,8,14,1,0\n", "line 3: arrival_s must not go back");
        assertRefused("0,1,m,8,14,1,0\n0,1,m,4,14,1,0\n", "line 3: flavor m was 8 vCPU, 14 GB before");
        assertRefused("", "has no arrivals");
    }

    @Test
    void anotherHeaderIsRefused() throws IOException {
        Path file = folder.resolve("other.csv");
        Files.writeString(file, "when,who\n1,2\n");

        assertThatThrownBy(() -> TraceFile.read(file, 10))
                .isInstanceOf(Demand.UnusableDemand.class)
                .hasMessageContaining("must begin with the line arrival_s,batch");
    }

    @Test
    void moreThanSixteenFlavorsAreRefused() {
        String rows = IntStream.rangeClosed(1, 17)
                .mapToObj(n -> "0,1,f" + n + "," + n + ",1,1,0\n")
                .reduce("", String::concat);

        assertRefused(rows, "line 18: flavor f17 is one more than 16");
    }

    @Test
    void everyTenantHasBurstsAndTheFirstHasMost() {
        int[] bursts = new int[Demand.TENANTS];
        for (long batch = 1; batch <= 5_000; batch++) {
            bursts[TraceFile.tenantOf(batch)]++;
        }

        assertThat(IntStream.of(bursts).min().orElseThrow()).isGreaterThan(50);
        assertThat(IntStream.of(bursts).max()).hasValue(bursts[0]);
    }

    private void assertRefused(String rows, String reason) {
        assertThatThrownBy(() -> TraceFile.read(plain(rows), 100))
                .isInstanceOf(Demand.UnusableDemand.class)
                .hasMessageContaining(reason);
    }

    private Path plain(String rows) throws IOException {
        Path file = folder.resolve("trace.csv");
        Files.writeString(file, HEADER + rows);
        return file;
    }
}
