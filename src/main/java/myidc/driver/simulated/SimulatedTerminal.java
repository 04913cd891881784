package myidc.driver.simulated;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a simulated guest says on its console: one signs in as root, and is told what the guest is. */
final class SimulatedTerminal {
    private static final int LINE_MAX = 1_024;
    private static final String PROMPT = "# ";
    private static final String LOGIN = "login: ";
    private static final String END = "\r\n";

    private final Machine machine;
    private final Consumer<String> out;
    private final StringBuilder line = new StringBuilder();
    private @Nullable String asked;
    private State state = State.NAME;

    SimulatedTerminal(Machine machine, Consumer<String> out) {
        this.machine = machine;
        this.out = out;
    }

    void begin() {
        out.accept(END + "Simulated guest " + machine.name() + END + END + LOGIN);
    }

    /** Characters as a keyboard sends them: 13 ends a line, 127 takes one back, 3 and 4 are Ctrl-C and Ctrl-D. */
    void type(char character) {
        if (character == '\r' || character == '\n') {
            out.accept(END);
            String whole = line.toString();
            line.setLength(0);
            take(whole);
        } else if (character == 127 || character == '\b') {
            if (!line.isEmpty()) {
                line.setLength(line.length() - 1);
                echo("\b \b");
            }
        } else if (character == 3) {
            line.setLength(0);
            out.accept("^C" + END + question());
        } else if (character == 4) {
            leave();
        } else if (character >= ' ' && line.length() < LINE_MAX) {
            line.append(character);
            echo(String.valueOf(character));
        }
    }

    private void echo(String text) {
        if (state != State.PASSWORD) {
            out.accept(text);
        }
    }

    private String question() {
        return switch (state) {
            case NAME -> LOGIN;
            case PASSWORD -> "Password: ";
            case SHELL -> PROMPT;
        };
    }

    private void leave() {
        state = State.NAME;
        line.setLength(0);
        begin();
    }

    private void take(String whole) {
        switch (state) {
            case NAME -> {
                asked = whole.strip();
                state = asked.isEmpty() ? State.NAME : State.PASSWORD;
            }
            case PASSWORD -> {
                boolean in = "root".equals(asked) && machine.lets(whole);
                state = in ? State.SHELL : State.NAME;
                if (!in) {
                    out.accept("Login incorrect" + END);
                }
            }
            case SHELL -> {
                if (whole.strip().equals("exit")) {
                    leave();
                    return;
                }
                run(Arrays.asList(whole.strip().split(" +")), whole);
            }
        }
        out.accept(question());
    }

    private void run(List<String> words, String whole) {
        String answer = switch (words.getFirst()) {
            case "" -> "";
            case "help" -> "echo exit free help hostname ip lsblk nproc";
            case "echo" -> whole.strip().substring(4).strip();
            case "hostname" -> machine.name();
            case "nproc" -> String.valueOf(machine.vcpus());
            case "free" -> String.format(Locale.ROOT, "Mem: %,d MiB", machine.memoryMb());
            case "lsblk" -> String.format(Locale.ROOT, "vda %,d MiB", machine.diskMb());
            case "ip" -> String.join(END, machine.addresses());
            default -> words.getFirst() + ": not found; this guest is simulated, see help";
        };
        if (!answer.isEmpty()) {
            out.accept(answer + END);
        }
    }

    private enum State {
        NAME,
        PASSWORD,
        SHELL
    }

    /**
     * What a simulated guest knows of itself.
     *
     * @param rootHash SHA-512 crypt of root's password; null when it has none, and then nobody signs in
     * @param addresses with their networks' lengths, one a wire
     */
    record Machine(
            String name,
            int vcpus,
            long memoryMb,
            long diskMb,
            @Nullable String rootHash,
            List<String> addresses) {
        boolean lets(String password) {
            return rootHash != null && RootHash.matches(password, rootHash);
        }

        @Override
        public String toString() {
            return "Machine[" + name + "]";
        }
    }
}
