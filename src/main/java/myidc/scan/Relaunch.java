package myidc.scan;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the same program again with the Vector API, which a jar can't ask for: incubator modules are resolved only when
 * the command line names them.
 */
final class Relaunch {
    private static final String MODULE = "jdk.incubator.vector";
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
            Process process = new ProcessBuilder(command).inheritIO().start();
            Thread hook = Thread.ofPlatform().unstarted(() -> end(process));
            Runtime.getRuntime().addShutdownHook(hook);
            return process.waitFor();
        } catch (IOException e) {
            return Scan.run(args, Console.ofProcess());
        }
    }

    /** On Ctrl-C the child has had the signal too, or gets one now; either way it ends by itself, keeping its state. */
    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
