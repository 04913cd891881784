package myidc.storage.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import myidc.storage.event.Tool;

/** One line of a tool's output, able to say that it is odd. */
record Line(Tool tool, int number, String text) {
    /** The largest output that is read, in characters. */
    static final int OUTPUT_CHARS_MAX = 4 << 20;

    private static final int LINE_CHARS_MAX = 8_192;
    private static final int LINES_MAX = 200_000;
    private static final Pattern WHOLE = Pattern.compile("\\d{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");

    /** The lines of an output; refused when the last one has no end, since more was to come. */
    static List<Line> of(Tool tool, String output) {
        check(tool, output);
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < output.length()) {
            int to = output.indexOf('\n', from);
            Line line = new Line(tool, lines.size() + 1, output.substring(from, to < 0 ? output.length() : to));
            if (to < 0) {
                throw line.odd("the output ends in the middle of a line");
            }
            line.checkText();
            lines.add(line);
            if (lines.size() > LINES_MAX) {
                throw line.odd("there are more than " + LINES_MAX + " lines");
            }
            from = to + 1;
        }
        return lines;
    }

    /** Refuses what is empty or too large to be read. */
    static void check(Tool tool, String output) {
        if (output.isBlank()) {
            throw new OddOutput(tool, 0, "", "there is no output");
        }
        if (output.length() > OUTPUT_CHARS_MAX) {
            throw new OddOutput(tool, 0, "", "the output has more than " + OUTPUT_CHARS_MAX + " characters");
        }
    }

    private void checkText() {
        if (text.length() > LINE_CHARS_MAX) {
            throw odd("the line has more than " + LINE_CHARS_MAX + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' && text.charAt(i) != '\t') {
                throw odd("the line has a control character");
            }
        }
    }

    OddOutput odd(String why) {
        return new OddOutput(tool, number, text, why);
    }

    /** A whole number that is not negative. */
    long whole(String value, String name) {
        if (!WHOLE.matcher(value).matches()) {
            throw odd(name + " is not a whole number: " + value);
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw odd(name + " is too large: " + value);
        }
    }

    /** A decimal that is not negative. */
    BigDecimal decimal(String value, String name) {
        if (!DECIMAL.matcher(value).matches()) {
            throw odd(name + " is not a number: " + value);
        }
        return new BigDecimal(value);
    }

    /** A product of sizes that must stay a size. */
    long times(long count, long bytes) {
        try {
            return Math.multiplyExact(count, bytes);
        } catch (ArithmeticException e) {
            throw odd("the size is beyond what can be");
        }
    }

    /** A sum of sizes that must stay a size. */
    long plus(long one, long other) {
        try {
            return Math.addExact(one, other);
        } catch (ArithmeticException e) {
            throw odd("the sum is beyond what can be");
        }
    }
}
