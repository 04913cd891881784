package myidc.storage.sketch;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A sketch as bytes: the magic, a version, the header, each volume with its references in the order of their fingerprints
 * (differences as variable-length numbers), an end mark, and the CRC-32C of all before. Numbers of fixed length are
 * big-endian. Reading is {@link SketchReader}.
 */
public final class SketchFile {
    static final byte[] MAGIC = {'M', 'Y', 'I', 'D', 'C', 'S', 'K', '\n'};
    /** Bytes that tell a sketch from anything else. */
    public static final int HEAD = MAGIC.length;

    static final int VERSION = 1;
    static final int ANOTHER_VOLUME = 1;
    static final int END = 0;

    /** Flags of a reference; the rest of that number is its count less one. */
    static final int OWN_LENGTH = 1;

    static final int MEASURED = 2;
    static final int FLAG_BITS = 2;

    private SketchFile() {}

    /** Whether a file that begins with these bytes is a sketch, of whatever version. */
    public static boolean begins(byte[] head) {
        return head.length >= HEAD && Arrays.equals(head, 0, HEAD, MAGIC, 0, HEAD);
    }

    /** Writes the sketch; leaves the stream open and flushed. */
    public static void write(Sketch sketch, OutputStream to) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(to, 1 << 16), new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        Sketch.Header header = sketch.header();
        out.write(MAGIC);
        out.writeShort(VERSION);
        out.writeUTF(header.chunking().method().name());
        out.writeInt(header.chunking().bytes());
        out.writeByte(header.zeroBits());
        out.writeUTF(header.compression().name());
        out.writeLong(header.secretId());
        for (Map.Entry<String, Counted> volume : sketch.volumes().entrySet()) {
            out.writeByte(ANOTHER_VOLUME);
            out.writeUTF(volume.getKey());
            write(volume.getValue(), header.chunking().bytes(), out);
        }
        out.writeByte(END);
        out.writeInt((int) checked.getChecksum().getValue());
        out.flush();
    }

    private static void write(Counted counted, int usualLength, DataOutputStream out) throws IOException {
        out.writeLong(counted.bytes().logical());
        out.writeLong(counted.bytes().zero());
        out.writeLong(counted.bytes().holes());
        out.writeLong(counted.chunks());
        References references = counted.references();
        number(references.size(), out);
        long before = 0;
        for (int at = 0; at < references.size(); at++) {
            long fingerprint = references.fingerprint(at);
            number(fingerprint - before, out);
            before = fingerprint;
            int length = references.length(at);
            int compressed = references.compressed(at);
            int flags = (length == usualLength ? 0 : OWN_LENGTH) | (compressed < 0 ? 0 : MEASURED);
            number((references.count(at) - 1L) << FLAG_BITS | flags, out);
            if (length != usualLength) {
                number(length, out);
            }
            if (compressed >= 0) {
                number(compressed, out);
            }
        }
    }

    /** Seven bits a byte, the lowest first, the high bit set on all but the last. */
    private static void number(long value, DataOutputStream out) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }
}
