package myidc.driver.libvirt;

import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import myidc.compute.port.ImageStore.Kept;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.platform.db.Sql;
import myidc.shared.id.ImageId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The portal's own files of images, from which hosts get those that they lack: {@code private.7.qcow2} for an image of a
 * tenant's with its checksum beside it, and {@code linode.debian12.qcow2} for one that an operator put here.
 */
@Singleton
public final class ImageFolder {
    private static final String PRIVATE = "private/";
    private static final String SHARED = "shared/";
    private static final String SUM = ".sha256";
    private static final List<String> ENDINGS = List.of(".qcow2", ".raw");
    private static final byte[] QCOW2 = {'Q', 'F', 'I', (byte) 0xfb};
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int PIECE = 1 << 16;
    private static final long MIB = 1 << 20;

    private final Sql sql;
    private final Path folder;

    ImageFolder(Sql sql, @ConfigProperty(name = "myidc.images.folder") String folder) {
        this.sql = sql;
        this.folder = Path.of(folder);
    }

    /** What the image is called at all hosts: one that is shared is its owner's. */
    String name(String image) {
        if (!image.startsWith(SHARED)) {
            return image.replace('/', '.');
        }
        return sql.row(
                        "select image_id from shared_image_view where number = ?",
                        row -> ref(new ImageId(row.getLong(1))),
                        Long.parseLong(image.substring(SHARED.length())))
                .orElseThrow(() -> new RoomFailed(image + " is shared no more"));
    }

    private static String ref(ImageId image) {
        return (PRIVATE + image.value()).replace('/', '.');
    }

    /** The image's file; empty when the portal has none. */
    Optional<Path> find(String name) {
        return ENDINGS.stream()
                .map(ending -> folder.resolve(name + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Checksum that the file had when it came, 64 hex digits; null for one that an operator put here. */
    @Nullable
    String sum(Path file) throws IOException {
        Path sum = beside(file);
        return Files.exists(sum) ? Files.readString(sum).strip() : null;
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + SUM);
    }

    /** Keeps the contents of a file, unpacked where it was packed by gzip. */
    public void keep(ImageId image, Path contents) {
        try {
            Path part = part(image);
            try (InputStream in = unpacked(contents)) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            settle(image, part);
        } catch (IOException e) {
            throw new RoomFailed("the contents of " + image + " cannot be kept: " + e.getMessage(), e);
        }
    }

    private static InputStream unpacked(Path contents) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(contents), PIECE);
        in.mark(2);
        boolean packed = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        return packed ? new GZIPInputStream(in, PIECE) : in;
    }

    /** A file to be filled and then {@link #settle settled}. */
    Path part(ImageId image) throws IOException {
        Files.createDirectories(folder);
        return folder.resolve(ref(image) + ".part");
    }

    /** The file is the image from now on. */
    void settle(ImageId image, Path part) throws IOException {
        Path file = folder.resolve(ref(image) + (isQcow2(part) ? ".qcow2" : ".raw"));
        Files.writeString(beside(file), digest(part) + "\n", StandardCharsets.US_ASCII);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What there is of the image; empty when there is nothing. */
    Optional<Kept> kept(ImageId image) {
        return find(ref(image)).map(file -> {
            try {
                long bytes = Files.size(file);
                return new Kept(Math.ceilDiv(isQcow2(file) ? diskBytes(file) : bytes, MIB), bytes);
            } catch (IOException e) {
                throw new RoomFailed(file.getFileName() + " cannot be read", e);
            }
        });
    }

    /** The disk that a file in qcow2 stands for: the number at byte 24, after docs/interop/qcow2.txt of QEMU. */
    private static long diskBytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes(32)).getLong(24);
        }
    }

    private static boolean isQcow2(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes(QCOW2.length)).equals(ByteBuffer.wrap(QCOW2));
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] piece = new byte[PIECE];
            int got = in.read(piece);
            while (got >= 0) {
                got = in.read(piece);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    public void remove(ImageId image) {
        try {
            for (String ending : ENDINGS) {
                Path file = folder.resolve(ref(image) + ending);
                Files.deleteIfExists(file);
                Files.deleteIfExists(beside(file));
            }
            Files.deleteIfExists(folder.resolve(ref(image) + ".part"));
        } catch (IOException e) {
            throw new RoomFailed(image + " cannot be freed: " + e.getMessage(), e);
        }
    }
}
