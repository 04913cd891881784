package myidc.api.gateway;

import java.util.Optional;
import java.util.function.Consumer;

/** The line that a visitor types in the list of machines, echoed while it is typed. */
final class MenuLine {
    /** What Ctrl-C, Ctrl-D, or the word for it say. */
    static final String LEAVE = "exit";

    private static final int CHARS_MAX = 100;
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int BACKSPACE = 8;
    private static final int CTRL_U = 21;
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;

    private final StringBuilder line = new StringBuilder();
    private final Consumer<String> echo;
    private boolean inSequence;

    MenuLine(Consumer<String> echo) {
        this.echo = echo;
    }

    /** The line, once it is whole. */
    Optional<String> take(int character) {
        if (inSequence) {
            inSequence = character == '[' || character == 'O' || character == ';' || Character.isDigit(character);
            return Optional.empty();
        }
        switch (character) {
            case CTRL_C, CTRL_D -> {
                line.setLength(0);
                return Optional.of(LEAVE);
            }
            case '\r', '\n' -> {
                String whole = line.toString().strip();
                line.setLength(0);
                echo.accept("\r\n");
                return Optional.of(whole);
            }
            case BACKSPACE, DELETE -> back(Math.min(1, line.length()));
            case CTRL_U -> back(line.length());
            case ESCAPE -> inSequence = true;
            default -> {
                if (character >= ' ' && character < DELETE && line.length() < CHARS_MAX) {
                    line.append((char) character);
                    echo.accept(String.valueOf((char) character));
                }
            }
        }
        return Optional.empty();
    }

    private void back(int count) {
        line.setLength(line.length() - count);
        echo.accept("\b \b".repeat(count));
    }
}
