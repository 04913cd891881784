package myidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Every run of the tests starts with an empty book, unless the server of a killed run still holds the old one. */
public final class FreshHome implements LauncherSessionListener {
    private static final Path DATA = Path.of("target/test-home/postgres");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!Files.isDirectory(DATA) || Files.exists(DATA.resolve("postmaster.pid"))) {
            return;
        }
        try (Stream<Path> files = Files.walk(DATA)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
