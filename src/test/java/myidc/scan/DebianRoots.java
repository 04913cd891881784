package myidc.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Root file systems unpacked from the packages that apt gets, some 15 MB of them. */
final class DebianRoots {
    private static final List<String> COMMON = List.of("bash", "coreutils", "libc6");
    private static final List<List<String>> OWN = List.of(
            List.of("perl-base", "sed", "grep"),
            List.of("dpkg", "tar", "gzip", "findutils"),
            List.of("perl-base", "util-linux", "e2fsprogs"));

    private DebianRoots() {}

    /** Three roots below the folder, that have packages in common and packages of their own. */
    static List<Path> unpack(Path folder) throws IOException {
        needs("apt-get", "runs on Debian and Ubuntu only");
        needs("dpkg-deb", "apt-get install dpkg");
        Path packages = Files.createDirectory(folder.resolve("packages"));
        List<String> download = new ArrayList<>(List.of("apt-get", "-qq", "download"));
        download.addAll(COMMON);
        OWN.stream().flatMap(List::stream).distinct().forEach(download::add);
        boolean got = run(packages, download.toArray(String[]::new)) == 0;
        mayBeMissing(got, "apt-get gets no packages here: apt-get update, with a network");
        List<Path> roots = new ArrayList<>();
        for (List<String> own : OWN) {
            Path root = Files.createDirectory(folder.resolve("root-" + roots.size()));
            for (String name : Stream.concat(COMMON.stream(), own.stream()).toList()) {
                assertThat(run(folder, "dpkg-deb", "-x", file(packages, name).toString(), root.toString()))
                        .isZero();
            }
            roots.add(root);
        }
        return roots;
    }

    private static Path file(Path packages, String name) throws IOException {
        try (Stream<Path> files = Files.list(packages)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "_"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Names what is missing and how to get it, and fails where nothing may be skipped. */
    static void needs(String program, String remedy) {
        boolean there = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        mayBeMissing(there, "there is no " + program + ": " + remedy);
    }

    private static void mayBeMissing(boolean there, String what) {
        assertThat(there || !"1".equals(System.getenv("MYIDC_NO_SKIP")))
                .as("nothing may be skipped, and " + what)
                .isTrue();
        assumeTrue(there, () -> "skipped: " + what);
    }

    static int run(Path in, String... command) throws IOException {
        Path log = Files.createTempFile("myidc-scan", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            int code = ended ? process.exitValue() : -1;
            if (code != 0) {
                System.out.println(
                        String.join(" ", command) + ": " + Files.readString(log, StandardCharsets.ISO_8859_1));
            }
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(log);
        }
    }
}
