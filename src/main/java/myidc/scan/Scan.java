package myidc.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import myidc.storage.sketch.Sketch;

/** {@code ./myidc scan}, and the main class of {@code myidc-scan.jar}. */
public final class Scan {
    private static final int WRONG_ARGUMENTS = 2;
    private static final long STOP_SECONDS = 60;
    private static final String OUT_OF_MEMORY = "out of memory: count a sample (--k 6 keeps one fingerprint of 64), or"
            + " give the JVM more (MYIDC_JAVA_OPTS=-Xmx8g ./myidc scan, java -Xmx8g -jar myidc-scan.jar)";

    private Scan() {}

    public static void main(String[] args) throws InterruptedException {
        if (Relaunch.isDue()) {
            System.exit(Relaunch.run(args));
        }
        System.exit(run(args, Console.ofProcess()));
    }

    /** The exit code; what is asked for goes to the console's output, all else to its errors. */
    static int run(String[] args, Console console) {
        if (List.of(args).contains("--help") || args.length == 0) {
            console.print(help());
            return args.length == 0 ? WRONG_ARGUMENTS : 0;
        }
        try {
            Options options = Arguments.parse(Arrays.copyOf(args, args.length));
            return scan(options, console);
        } catch (WrongArguments e) {
            console.say(String.valueOf(e.getMessage()));
            return WRONG_ARGUMENTS;
        }
    }

    private static int scan(Options options, Console console) {
        ScanRun run = new ScanRun(options, new HostFiles(), console);
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            run.stop();
            await(over);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Scanned scanned = run.run();
            show(scanned, console);
            return scanned.state().exitCode();
        } catch (OutOfMemoryError e) {
            console.say(OUT_OF_MEMORY);
            return State.OUT_OF_MEMORY.exitCode();
        } finally {
            over.countDown();
            unhook(hook);
        }
    }

    private static void show(Scanned scanned, Console console) {
        switch (scanned.state()) {
            case STOPPED -> console.say("stopped after " + Sizes.text(scanned.bytes()) + "; no figures");
            case OUT_OF_MEMORY -> console.say(OUT_OF_MEMORY);
            case COMPLETE, INCOMPLETE, OUTPUT_FAILED -> figures(scanned, console);
        }
    }

    private static void figures(Scanned scanned, Console console) {
        if (scanned.options().output().json()) {
            console.printUtf8(JsonReport.of(scanned));
        } else if (scanned.options().output().compare()) {
            console.print(Report.comparison(scanned));
        } else {
            Sketch sketch = scanned.sketch(0);
            console.print(Report.table(scanned, sketch));
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // It runs already: the JVM is ending.
        }
    }

    private static String help() {
        try (InputStream help = Scan.class.getResourceAsStream("help.txt")) {
            return help == null ? "" : new String(help.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
