package myidc.api.tenant.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import myidc.compute.ComputeRefusal;
import myidc.shared.Refused;

/**
 * A file that is to be an image: a disk as it is, the same compressed by gzip, or qcow2. Read to its end once.
 *
 * @param sizeMb of the disk that it stands for, in MiB, rounded up
 * @param sha256 of the file as it was sent, 64 hex digits
 */
record ImageFile(long sizeMb, String sha256) {
    /** After Linode's guide to uploading images: 6 GB of disk. */
    static final long DISK_BYTES_MAX = 6L << 30;

    private static final long MIB = 1 << 20;
    private static final int SECTOR = 512;
    private static final int PIECE = 1 << 16;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /** The first bytes of qcow2, after docs/interop/qcow2.txt of QEMU; the virtual size is the number at byte 24. */
    private static final byte[] QCOW2 = {'Q', 'F', 'I', (byte) 0xfb};

    private static final int QCOW2_SIZE_AT = 24;
    private static final int QCOW2_BACKING_AT = 8;
    private static final int QCOW2_FEATURES_AT = 72;
    private static final long QCOW2_DATA_OUTSIDE = 4;

    static ImageFile read(Path file) throws IOException {
        byte[] head = head(file);
        long bytes;
        if (startsWith(head, QCOW2)) {
            if (head.length < QCOW2_SIZE_AT + Long.BYTES) {
                throw invalid("The file ends within the head of qcow2");
            }
            whole(head);
            bytes = ByteBuffer.wrap(head).getLong(QCOW2_SIZE_AT);
        } else if (startsWith(head, GZIP)) {
            bytes = inflated(file);
        } else {
            bytes = Files.size(file);
            if (bytes % SECTOR != 0) {
                throw invalid("The file is neither qcow2 nor gzip, and no whole number of sectors of 512 bytes");
            }
        }
        if (bytes <= 0) {
            throw invalid("The file has no disk in it");
        }
        if (bytes > DISK_BYTES_MAX) {
            throw tooLarge();
        }
        return new ImageFile(Math.ceilDiv(bytes, MIB), sha256(file));
    }

    /**
     * A qcow2 that names another file, to grow from or to keep its contents in, would have a host read that file into the
     * guest: the offset at byte 8, and bit 2 of the features at byte 72 from version 3 on.
     */
    private static void whole(byte[] head) {
        ByteBuffer fields = ByteBuffer.wrap(head);
        boolean features = head.length >= QCOW2_FEATURES_AT + Long.BYTES && fields.getInt(Integer.BYTES) >= 3;
        boolean outside = features && (fields.getLong(QCOW2_FEATURES_AT) & QCOW2_DATA_OUTSIDE) != 0;
        if (fields.getLong(QCOW2_BACKING_AT) != 0 || outside) {
            throw invalid("The qcow2 file names another file, and must be whole by itself");
        }
    }

    private static long inflated(Path file) throws IOException {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), PIECE), PIECE)) {
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                bytes += got;
                if (bytes > DISK_BYTES_MAX) {
                    throw tooLarge();
                }
            }
        } catch (ZipException | EOFException e) {
            throw invalid("The file begins as gzip and cannot be read as such: " + e.getMessage());
        }
        return bytes;
    }

    private static String sha256(Path file) throws IOException {
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                digest.update(piece, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SECTOR);
        }
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(Arrays.copyOf(head, magic.length), magic);
    }

    private static Refused tooLarge() {
        return invalid("The disk has more than " + (DISK_BYTES_MAX >> 30) + " GiB, the most an image may have");
    }

    private static Refused invalid(String reason) {
        return Refused.because(ComputeRefusal.IMAGE_UPLOAD_INVALID, reason);
    }
}
