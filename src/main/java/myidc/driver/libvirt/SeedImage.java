package myidc.driver.libvirt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small read-only disk with a few files in its root: ISO 9660 (ECMA-119) with the Joliet names that Linux shows.
 * Every date in it is empty, so that the same files make the same disk.
 */
final class SeedImage {
    private static final int SECTOR = 2_048;
    private static final int FIRST_DESCRIPTOR = 16;
    private static final int PLAIN_TABLE_LITTLE = 19;
    private static final int PLAIN_TABLE_BIG = 20;
    private static final int JOLIET_TABLE_LITTLE = 21;
    private static final int JOLIET_TABLE_BIG = 22;
    private static final int PLAIN_ROOT = 23;
    private static final int JOLIET_ROOT = 24;
    private static final int FIRST_FILE = 25;
    private static final int ROOT_RECORD = 34;
    private static final Charset JOLIET = StandardCharsets.UTF_16BE;

    private SeedImage() {}

    /**
     * @param volume the disk's name, at most 16 letters
     * @param files contents by name, at most a dozen
     */
    static byte[] of(String volume, Map<String, byte[]> files) {
        Map<String, byte[]> sorted = new TreeMap<>(files);
        List<Placed> placed = new ArrayList<>();
        int next = FIRST_FILE;
        for (Map.Entry<String, byte[]> file : sorted.entrySet()) {
            placed.add(new Placed(file.getKey(), next, ByteBuffer.wrap(file.getValue())));
            next += Math.max(1, (file.getValue().length + SECTOR - 1) / SECTOR);
        }
        ByteBuffer image = ByteBuffer.allocate(next * SECTOR);
        descriptor(image, FIRST_DESCRIPTOR, new Tree(volume, false), next);
        descriptor(image, FIRST_DESCRIPTOR + 1, new Tree(volume, true), next);
        image.put((FIRST_DESCRIPTOR + 2) * SECTOR, header(255));
        pathTables(image);
        directory(image, new Tree(volume, false), placed);
        directory(image, new Tree(volume, true), placed);
        placed.forEach(file -> image.put(file.sector() * SECTOR, file.contents(), 0, file.length()));
        return image.array();
    }

    private static byte[] header(int type) {
        return new byte[] {(byte) type, 'C', 'D', '0', '0', '1', 1};
    }

    private static void descriptor(ByteBuffer image, int sector, Tree tree, int sectors) {
        ByteBuffer at = image.slice(sector * SECTOR, SECTOR);
        at.put(0, header(tree.joliet() ? 2 : 1));
        spaces(at, 8, 64, tree.joliet());
        byte[] name = tree.volume().getBytes(tree.joliet() ? JOLIET : StandardCharsets.US_ASCII);
        at.put(40, name);
        both(at, 80, sectors);
        if (tree.joliet()) {
            at.put(88, new byte[] {'%', '/', 'E'});
        }
        bothShort(at, 120, 1);
        bothShort(at, 124, 1);
        bothShort(at, 128, SECTOR);
        both(at, 132, 10);
        at.order(ByteOrder.LITTLE_ENDIAN).putInt(140, tree.joliet() ? JOLIET_TABLE_LITTLE : PLAIN_TABLE_LITTLE);
        at.order(ByteOrder.BIG_ENDIAN).putInt(148, tree.joliet() ? JOLIET_TABLE_BIG : PLAIN_TABLE_BIG);
        at.put(156, record(new byte[] {0}, tree.root(), SECTOR, true));
        spaces(at, 190, 623, tree.joliet());
        for (int date = 813; date < 881; date += 17) {
            for (int digit = 0; digit < 16; digit++) {
                at.put(date + digit, (byte) '0');
            }
        }
        at.put(881, (byte) 1);
    }

    private static void spaces(ByteBuffer at, int from, int length, boolean wide) {
        for (int index = 0; index < length; index++) {
            at.put(from + index, (byte) (wide && index % 2 == 0 ? 0 : ' '));
        }
    }

    private static void pathTables(ByteBuffer image) {
        path(image, PLAIN_TABLE_LITTLE, ByteOrder.LITTLE_ENDIAN, PLAIN_ROOT);
        path(image, PLAIN_TABLE_BIG, ByteOrder.BIG_ENDIAN, PLAIN_ROOT);
        path(image, JOLIET_TABLE_LITTLE, ByteOrder.LITTLE_ENDIAN, JOLIET_ROOT);
        path(image, JOLIET_TABLE_BIG, ByteOrder.BIG_ENDIAN, JOLIET_ROOT);
    }

    private static void path(ByteBuffer image, int sector, ByteOrder order, int root) {
        image.slice(sector * SECTOR, SECTOR)
                .order(order)
                .put(0, (byte) 1)
                .putInt(2, root)
                .putShort(6, (short) 1);
    }

    private static void directory(ByteBuffer image, Tree tree, List<Placed> files) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.writeBytes(record(new byte[] {0}, tree.root(), SECTOR, true));
        records.writeBytes(record(new byte[] {1}, tree.root(), SECTOR, true));
        for (int index = 0; index < files.size(); index++) {
            Placed file = files.get(index);
            byte[] name = tree.joliet()
                    ? file.name().getBytes(JOLIET)
                    : ("FILE" + index + ".;1").getBytes(StandardCharsets.US_ASCII);
            records.writeBytes(record(name, file.sector(), file.length(), false));
        }
        byte[] all = records.toByteArray();
        if (all.length > SECTOR) {
            throw new IllegalArgumentException("Too many files for one sector's directory");
        }
        image.put(tree.root() * SECTOR, all);
    }

    private static byte[] record(byte[] name, int sector, int length, boolean directory) {
        int size = ROOT_RECORD - 1 + name.length;
        ByteBuffer record = ByteBuffer.allocate(size + size % 2);
        record.put(0, (byte) record.capacity());
        both(record, 2, sector);
        both(record, 10, length);
        record.put(25, (byte) (directory ? 2 : 0));
        bothShort(record, 28, 1);
        record.put(32, (byte) name.length);
        record.put(33, name);
        return record.array();
    }

    /** A number in both orders, as ECMA-119 section 7.3.3 has it. */
    private static void both(ByteBuffer at, int offset, int value) {
        at.order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        at.order(ByteOrder.BIG_ENDIAN).putInt(offset + 4, value);
    }

    private static void bothShort(ByteBuffer at, int offset, int value) {
        at.order(ByteOrder.LITTLE_ENDIAN).putShort(offset, (short) value);
        at.order(ByteOrder.BIG_ENDIAN).putShort(offset + 2, (short) value);
    }

    private record Placed(String name, int sector, ByteBuffer contents) {
        int length() {
            return contents.limit();
        }
    }

    /** One of the two ways in which the names are told. */
    private record Tree(String volume, boolean joliet) {
        int root() {
            return joliet ? JOLIET_ROOT : PLAIN_ROOT;
        }
    }
}
