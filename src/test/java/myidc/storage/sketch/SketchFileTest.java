package myidc.storage.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import myidc.storage.sketch.SketchRefused.Reason;
import org.junit.jupiter.api.Test;

class SketchFileTest {
    private static final SketchReader.Limits LIMITS = new SketchReader.Limits(100, 100_000);

    private final Sketch sketch =
            SketchSamples.sketch(SketchSamples.volumes(new Random(3), 5, 300), 1, SketchSamples.SECRET);

    @Test
    void whatWasWrittenReadsBackWithTheSameFigures() throws IOException, SketchRefused {
        Sketch read = read(written(sketch));
        assertThat(read.header()).isEqualTo(sketch.header());
        assertThat(Sharing.of(read).total()).isEqualTo(Sharing.of(sketch).total());
        assertThat(Sharing.of(read).group(new byte[] {0, 1, 1, 0, 0}))
                .isEqualTo(Sharing.of(sketch).group(new byte[] {0, 1, 1, 0, 0}));
        assertThat(written(read)).isEqualTo(written(sketch));
    }

    @Test
    void aReferenceTakesFewBytes() throws IOException {
        int references = sketch.volumes().values().stream()
                .mapToInt(volume -> volume.references().size())
                .sum();
        assertThat(written(sketch).length).isLessThan(references * 11);
    }

    @Test
    void everyCutIsRefused() throws IOException {
        byte[] whole = written(sketch);
        for (int length = 0; length < whole.length; length += length < 200 ? 1 : 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            refused(cut, length < 8 ? Reason.NOT_A_SKETCH : Reason.TRUNCATED);
        }
    }

    @Test
    void everyChangedByteIsRefused() throws IOException {
        byte[] whole = written(sketch);
        Random random = new Random(5);
        for (int round = 0; round < 3_000; round++) {
            byte[] changed = whole.clone();
            int at = round < 400 ? round : random.nextInt(whole.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> read(changed)).as("byte %d", at).isInstanceOf(SketchRefused.class);
        }
    }

    @Test
    void foreignVersionsAndOtherFilesAreRefused() throws IOException {
        byte[] newer = written(sketch);
        newer[9] = 2;
        refused(newer, Reason.FOREIGN_VERSION);
        refused(
                "#!/bin/sh\necho no sketch\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                Reason.NOT_A_SKETCH);
        byte[] longer = Arrays.copyOf(written(sketch), written(sketch).length + 1);
        refused(longer, Reason.CORRUPT);
    }

    @Test
    void noiseAfterARightHeadIsRefused() throws IOException {
        byte[] whole = written(sketch);
        Random random = new Random(17);
        for (int round = 0; round < 500; round++) {
            byte[] noise = new byte[2_000];
            random.nextBytes(noise);
            System.arraycopy(whole, 0, noise, 0, Math.min(10 + random.nextInt(60), whole.length));
            assertThatThrownBy(() -> read(noise)).isInstanceOf(SketchRefused.class);
        }
    }

    @Test
    void moreThanTheReaderTakesIsRefused() throws IOException {
        byte[] whole = written(sketch);
        assertThatThrownBy(
                        () -> SketchReader.read(new ByteArrayInputStream(whole), new SketchReader.Limits(4, 100_000)))
                .isInstanceOfSatisfying(
                        SketchRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThatThrownBy(() -> SketchReader.read(new ByteArrayInputStream(whole), new SketchReader.Limits(100, 50)))
                .isInstanceOfSatisfying(
                        SketchRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void sketchesOfAnotherSecretOrChunkingDoNotMerge() {
        int[][] volumes = {{1, 2, 3}};
        PoolSecret other = PoolSecret.parse("ff".repeat(32));
        assertThatThrownBy(() -> sketch.merge(SketchSamples.sketch(volumes, 1, other)))
                .isInstanceOfSatisfying(
                        SketchRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_SECRET));
        Sketch coarser = Sketch.of(
                new Sketch.Header(
                        new Chunking(Chunking.Method.FIXED, 8192), 1, Compression.Kind.NONE, SketchSamples.SECRET.id()),
                java.util.Map.of());
        assertThatThrownBy(() -> sketch.merge(coarser))
                .isInstanceOfSatisfying(
                        SketchRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_CHUNKING));
    }

    private static byte[] written(Sketch sketch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SketchFile.write(sketch, out);
        return out.toByteArray();
    }

    private static Sketch read(byte[] bytes) throws IOException, SketchRefused {
        return SketchReader.read(new ByteArrayInputStream(bytes), LIMITS);
    }

    private static void refused(byte[] bytes, Reason reason) {
        assertThatThrownBy(() -> read(bytes))
                .as("%d bytes", bytes.length)
                .isInstanceOfSatisfying(
                        SketchRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
