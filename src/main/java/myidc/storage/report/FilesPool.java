package myidc.storage.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolFigures.Written;
import myidc.storage.event.Tool;
import myidc.storage.event.VolumeFigures;
import myidc.storage.report.PoolOutputs.Output;
import myidc.storage.report.PoolOutputs.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A folder of images: {@code df} says how full the disk is, {@code find} what the files take, {@code qemu-img} what they
 * promise, {@code filefrag} which extents several files share.
 */
final class FilesPool {
    private FilesPool() {}

    static Reading read(Map<Tool, String> single, List<Output> outputs) {
        Df df = Df.only(PoolOutputs.needed(single, Tool.DF));
        Stored stored = Stored.plain(df.sizeBytes(), df.stopBytes(), df.usedBytes());
        String list = single.get(Tool.FIND);
        if (list == null) {
            return new Reading(new PoolFigures(stored, Written.UNKNOWN, df.inodes(), null, null), List.of());
        }
        List<FoundFile> files = FoundFile.read(list);
        Map<String, QemuImage> images = images(outputs);
        Extents extents = Extents.read(outputs);
        long logical = 0;
        List<VolumeFigures> volumes = new ArrayList<>();
        for (FoundFile file : files) {
            logical = file.line().plus(logical, file.allocatedBytes());
            QemuImage image = images.get(file.path());
            if (image != null
                    && image.actualBytes() > file.allocatedBytes() + file.line().times(1, 1 << 20)) {
                throw file.line().odd("qemu-img saw more in the file than find: the outputs are of different times");
            }
            volumes.add(new VolumeFigures(
                    file.path(),
                    image == null ? null : image.backing(),
                    promised(file, image),
                    file.allocatedBytes(),
                    extents.alone(file.path())));
        }
        if (extents.covers(files)) {
            stored = stored.withSharing(extents.unique(), extents.shared());
            long data = extents.unique() + extents.shared();
            stored = stored.withOverhead(data <= df.usedBytes() ? Long.valueOf(df.usedBytes() - data) : null);
        }
        @Nullable Long held = extents.covers(files) ? Long.valueOf(extents.unique() + extents.shared()) : null;
        Written written = new Written(VdoPool.promised(volumes), logical, Ratios.of(logical, held), null);
        return new Reading(new PoolFigures(stored, written, df.inodes(), null, null), volumes);
    }

    /** A qcow2's own length says nothing of what it promises. */
    private static @Nullable Long promised(FoundFile file, @Nullable QemuImage image) {
        if (image != null) {
            return image.virtualBytes();
        }
        return file.path().endsWith(".qcow2") ? null : Long.valueOf(file.apparentBytes());
    }

    private static Map<String, QemuImage> images(List<Output> outputs) {
        Map<String, QemuImage> images = new HashMap<>();
        for (Output output : outputs) {
            if (output.tool() == Tool.QEMU_IMG_INFO) {
                QemuImage image = QemuImage.read(output.text());
                images.put(image.file(), image);
            } else if (output.tool() == Tool.QEMU_IMG_MAP) {
                QemuMap.read(output.text());
            }
        }
        return images;
    }
}
