package myidc.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import myidc.storage.sketch.SketchFile;

/** The file a sketch goes to. It must be sure before hours of reading that no data are overwritten. */
final class OutputFile {
    private OutputFile() {}

    static void check(Path out, Collection<Path> volumes) {
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new WrongArguments("--out: there is no directory " + folder);
        }
        if (volumes.stream().anyMatch(volume -> VolumePaths.place(volume).equals(VolumePaths.place(out)))) {
            throw new WrongArguments("--out: " + out + " is to be scanned");
        }
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS) && !isOurs(out)) {
            throw new WrongArguments("--out: " + out + " is there and is no sketch; it is not overwritten");
        }
    }

    private static boolean isOurs(Path out) {
        if (!Files.isRegularFile(out)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(out)) {
            byte[] head = in.readNBytes(SketchFile.HEAD);
            return head.length == 0 || SketchFile.begins(head);
        } catch (IOException e) {
            return false;
        }
    }

    /** What a scan writes itself, which is no data even below a directory that it reads. */
    static Set<Path> own(Path out) {
        Path folder = out.toAbsolutePath().getParent();
        Path place = folder == null ? out : VolumePaths.place(folder).resolve(out.getFileName());
        return Set.of(
                place,
                Checkpoint.beside(place),
                Checkpoint.unfinished(place),
                Checkpoint.unfinished(Checkpoint.beside(place)));
    }
}
