package myidc.scan;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the same program again with the Vector API, which a jar can't ask for: incubator modules are resolved only when
 * the command line names them.
 */
final class Relaunch {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String INCUBATES = "WARNING: Using incubator modules";
    private static final String DONE = "myidc.scan.relaunched";

    private Relaunch() {}

    static boolean isDue() {
        return ModuleLayer.boot().findModule(MODULE).isEmpty()
                && System.getProperty(DONE) == null
                && ModuleFinder.ofSystem().find(MODULE).isPresent();
    }

    static int run(String... args) throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "--add-modules=" + MODULE,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseParallelGC",
                "-D" + DONE + "=true",
                "-cp",
                path(),
                Scan.class.getName()));
        command.addAll(List.of(args));
        try {
            Process process = new ProcessBuilder(command)
                    .inheritIO()
                    .redirectError(ProcessBuilder.Redirect.PIPE)
                    .start();
            Thread errors = Thread.ofPlatform().daemon().start(() -> passOn(process.getErrorStream()));
            Thread hook = Thread.ofPlatform().unstarted(() -> end(process, errors));
            Runtime.getRuntime().addShutdownHook(hook);
            int code = process.waitFor();
            errors.join();
            return code;
        } catch (IOException e) {
            return Scan.run(args, Console.ofProcess());
        }
    }

    /** On Ctrl-C the child has had the signal too, or gets one now; either way it ends by itself, keeping its state. */
    private static void end(Process process, Thread errors) {
        // Not destroy() of the process itself, which would close the stream that its last words come by.
        process.toHandle().destroy();
        try {
            process.waitFor();
            errors.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says what the child says, as it comes, but for the JVM's first line: that a module incubates. */
    private static void passOn(InputStream from) {
        try (InputStream in = new BufferedInputStream(from)) {
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            int next = in.read();
            while (next >= 0 && next != '\n' && first.size() < INCUBATES.length()) {
                first.write(next);
                next = in.read();
            }
            boolean said = first.toString(StandardCharsets.US_ASCII).equals(INCUBATES);
            while (said && next >= 0 && next != '\n') {
                next = in.read();
            }
            if (!said) {
                first.writeTo(System.err);
                if (next >= 0) {
                    System.err.write(next);
                }
                System.err.flush();
            }
            in.transferTo(System.err);
        } catch (IOException e) {
            return; // The child ended, or nobody reads on.
        }
    }

    private static String path() {
        try {
            return Path.of(Scan.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            return System.getProperty("java.class.path");
        }
    }
}
