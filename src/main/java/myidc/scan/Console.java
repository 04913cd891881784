package myidc.scan;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The streams of the command line. */
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal.
    static Console ofProcess() {
        java.io.Console console = System.console();
        return new Console(System.out, System.err, console != null && console.isTerminal());
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    /** JSON is UTF-8 whatever the terminal is. */
    void printUtf8(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void say(String line) {
        err.println("myidc: " + line);
    }

    /** Shows where the work is: over the last such line on a terminal, as a line of its own elsewhere. */
    void progress(String line) {
        err.print(terminal ? "\r\u001b[K" + line : line + "\n");
        err.flush();
    }

    void progressEnds() {
        if (terminal) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    boolean isTerminal() {
        return terminal;
    }
}
