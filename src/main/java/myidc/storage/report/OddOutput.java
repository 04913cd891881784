package myidc.storage.report;

import myidc.storage.event.Tool;

/** A tool printed what cannot be believed or is not understood; says where and why. */
public final class OddOutput extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARS = 160;

    private final Tool tool;
    private final int line;
    private final String text;

    OddOutput(Tool tool, int line, String text, String why) {
        super(say(tool, line, shown(text), why), null, false, false);
        this.tool = tool;
        this.line = line;
        this.text = shown(text);
    }

    private static String say(Tool tool, int line, String text, String why) {
        return line == 0
                ? tool + ": " + why
                : tool + ", line " + line + (text.isEmpty() ? "" : " \"" + text + "\"") + ": " + why;
    }

    private static String shown(String text) {
        String plain = text.strip().replaceAll("\\p{Cntrl}", "?");
        return plain.length() > SHOWN_CHARS ? plain.substring(0, SHOWN_CHARS) + "…" : plain;
    }

    public Tool tool() {
        return tool;
    }

    /** The line's number from 1; 0 when the output as a whole is odd. */
    public int line() {
        return line;
    }

    /** The line itself, cut where it is long. */
    public String text() {
        return text;
    }
}
