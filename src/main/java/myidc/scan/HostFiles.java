package myidc.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The files of this machine. */
final class HostFiles implements DataFile.Opening {
    /** Below it a look for holes costs more than reading them. */
    private static final long SPARSE_LEAST = 64 << 10;

    /** Bits of a mode that say what a file is, and what they are of a block device (stat(2)). */
    private static final int TYPE_BITS = 0xF000;

    private static final int BLOCK_DEVICE = 0x6000;

    private final boolean unix =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    @Override
    public DataFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new DataFile() {
            @Override
            public int read(ByteBuffer to, long position) throws IOException {
                return channel.read(to, position);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public DataFile.Stamp stamp(Path path) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class);
        Map<String, Object> more = unix ? Files.readAttributes(path, "unix:ctime,nlink,mode") : Map.of();
        int mode = more.get("mode") instanceof Integer bits ? bits & TYPE_BITS : 0;
        if (mode == BLOCK_DEVICE) {
            return new DataFile.Stamp(
                    DataFile.Kind.BLOCK_DEVICE, deviceSize(path), new DataFile.Times(0, 0), path.toString(), 1);
        }
        Object key = basic.fileKey();
        return new DataFile.Stamp(
                kind(basic),
                basic.size(),
                new DataFile.Times(nanos(basic.lastModifiedTime()), nanos(more.get("ctime"))),
                key == null ? "" : key.toString(),
                more.get("nlink") instanceof Integer links ? links : 1);
    }

    private static DataFile.Kind kind(BasicFileAttributes basic) {
        if (basic.isDirectory()) {
            return DataFile.Kind.DIRECTORY;
        }
        return basic.isRegularFile() ? DataFile.Kind.FILE : DataFile.Kind.OTHER;
    }

    private static long nanos(@org.jspecify.annotations.Nullable Object time) {
        return time instanceof FileTime at ? at.to(TimeUnit.NANOSECONDS) : 0;
    }

    @Override
    public List<DataFile.Extent> extents(Path path, long size) {
        if (size == 0) {
            return List.of();
        }
        return size < SPARSE_LEAST ? List.of(new DataFile.Extent(0, size)) : SeekData.extents(path, size);
    }

    private static long deviceSize(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.size();
        }
    }
}
