package myidc.storage.sketch;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import myidc.storage.sketch.SketchRefused.Reason;

/** Reads a {@link SketchFile}, believing nothing in it: every value is checked, memory grows with what was read. */
public final class SketchReader {
    private final Limits limits;
    private final CheckedInputStream checked;
    private final DataInputStream in;
    private long references;

    private SketchReader(InputStream from, Limits limits) {
        this.limits = limits;
        checked = new CheckedInputStream(new BufferedInputStream(from, 1 << 16), new CRC32C());
        in = new DataInputStream(checked);
    }

    /** How much a reader takes. */
    public record Limits(int volumes, long references) {
        /** What a host with its own files may read. */
        public static final Limits OWN = new Limits(10_000_000, 4_000_000_000L);
    }

    public static Sketch read(InputStream from, Limits limits) throws IOException, SketchRefused {
        try {
            return new SketchReader(from, limits).sketch();
        } catch (EOFException e) {
            throw new SketchRefused(Reason.TRUNCATED, "the sketch file ends too early");
        } catch (UTFDataFormatException e) {
            throw corrupt("a volume's name isn't text");
        }
    }

    private Sketch sketch() throws IOException, SketchRefused {
        byte[] magic = in.readNBytes(SketchFile.MAGIC.length);
        if (!Arrays.equals(magic, SketchFile.MAGIC)) {
            throw new SketchRefused(Reason.NOT_A_SKETCH, "the file is no sketch");
        }
        int version = in.readUnsignedShort();
        if (version != SketchFile.VERSION) {
            throw new SketchRefused(
                    Reason.FOREIGN_VERSION,
                    "the sketch file has version " + version + "; this program reads " + SketchFile.VERSION);
        }
        Sketch.Header header = header();
        SortedMap<String, Counted> volumes = new TreeMap<>();
        int mark = in.readUnsignedByte();
        while (mark == SketchFile.ANOTHER_VOLUME) {
            if (volumes.size() == limits.volumes()) {
                throw new SketchRefused(Reason.TOO_LARGE, "the sketch has more than " + limits.volumes() + " volumes");
            }
            String name = in.readUTF();
            if (!isName(name) || volumes.put(name, counted(header)) != null) {
                throw corrupt("a volume's name is empty, too long or there twice");
            }
            mark = in.readUnsignedByte();
        }
        if (mark != SketchFile.END) {
            throw corrupt("there is neither a volume nor the end where one must be");
        }
        int sum = (int) checked.getChecksum().getValue();
        if (in.readInt() != sum) {
            throw corrupt("the checksum is wrong");
        }
        if (in.read() >= 0) {
            throw corrupt("something follows the end");
        }
        return new Sketch(header, volumes);
    }

    private Sketch.Header header() throws IOException, SketchRefused {
        try {
            Chunking.Method method = Chunking.Method.valueOf(in.readUTF());
            Chunking chunking = new Chunking(method, in.readInt());
            int zeroBits = in.readUnsignedByte();
            Compression.Kind compression = Compression.Kind.valueOf(in.readUTF());
            return new Sketch.Header(chunking, zeroBits, compression, in.readLong());
        } catch (IllegalArgumentException e) {
            throw corrupt("the header is impossible");
        }
    }

    private Counted counted(Sketch.Header header) throws IOException, SketchRefused {
        Counted.Bytes bytes = new Counted.Bytes(in.readLong(), in.readLong(), in.readLong());
        long chunks = in.readLong();
        if (bytes.logical() < 0 || bytes.zero() < 0 || bytes.holes() < 0 || chunks < 0 || chunks > bytes.logical()) {
            throw corrupt("a volume's figures are impossible");
        }
        References read = references(header);
        long counted = 0;
        for (int at = 0; at < read.size(); at++) {
            counted += read.count(at);
        }
        if (counted > chunks || (header.zeroBits() == 0 && counted != chunks)) {
            throw corrupt("a volume's chunks and references disagree");
        }
        return new Counted(bytes, chunks, read);
    }

    private References references(Sketch.Header header) throws IOException, SketchRefused {
        long size = number();
        references += size;
        if (size < 0 || size > Integer.MAX_VALUE - 8 || references > limits.references()) {
            throw new SketchRefused(
                    Reason.TOO_LARGE, "the sketch has more than " + limits.references() + " references");
        }
        References.Builder read = new References.Builder((int) Math.min(size, 1 << 16));
        long fingerprint = 0;
        for (long at = 0; at < size; at++) {
            long next = fingerprint + number();
            boolean ordered = at == 0 || Long.compareUnsigned(next, fingerprint) > 0;
            if (!ordered || !Sampling.keeps(next, header.zeroBits())) {
                throw corrupt("fingerprints are out of order");
            }
            fingerprint = next;
            long flags = number();
            long count = (flags >>> SketchFile.FLAG_BITS) + 1;
            long length =
                    (flags & SketchFile.OWN_LENGTH) == 0 ? header.chunking().bytes() : number();
            long compressed = (flags & SketchFile.MEASURED) == 0 ? -1 : number();
            if (count > Integer.MAX_VALUE
                    || length < 1
                    || length > header.chunking().longest()
                    || compressed < -1
                    || compressed > length) {
                throw corrupt("a reference's count or length is impossible");
            }
            read.add(fingerprint, References.packed((int) length, (int) compressed), (int) count);
        }
        return read.done();
    }

    private long number() throws IOException, SketchRefused {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt("a number is too long");
    }

    private static boolean isName(String name) {
        try {
            Sketch.checkName(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static SketchRefused corrupt(String what) {
        return new SketchRefused(Reason.CORRUPT, "the sketch file is damaged: " + what);
    }
}
