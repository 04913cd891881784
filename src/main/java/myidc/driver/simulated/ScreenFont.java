package myidc.driver.simulated;

import java.util.Locale;

/** Characters of a simulated screen, five dots wide and seven high; small letters look like capitals. */
final class ScreenFont {
    static final int WIDTH = 5;
    static final int HEIGHT = 7;
    private static final char FIRST = ' ';
    private static final char LAST = '_';

    /** From the space to the underscore; a digit to base 32 a row, its highest bit to the left. */
    private static final String ROWS = "00000004444404AA00000AAVAVAA4FKE5U4OP248J3CIK8LID4400000"
            + "2488842842224804LEL40044V4400000C48000V00000000CC01248G0"
            + "EHJLPHE4C4444EEH1248VV2421HE26AIV22VGU11HE68GUHHEV124888"
            + "EHHEHHEEHHF12C0CC0CC00CC0C48248G84200V0V008421248EH12404"
            + "EH1DLLEEHHHVHHUHHUHHUEHGGGHESIHHHISVGGUGGVVGGUGGGEHGNHHF"
            + "HHHVHHHE44444E72222ICHIKOKIHGGGGGGVHRLLHHHHHPLJHHEHHHHHE"
            + "UHHUGGGEHHHLIDUHHUKIHFGGE11UV444444HHHHHHEHHHHHA4HHHLLLA"
            + "HHA4AHHHHHA444V1248GVE88888E0G84210E22222E4AH0000000000V";

    private ScreenFont() {}

    static boolean isDark(char character, int x, int y) {
        char shown = String.valueOf(character).toUpperCase(Locale.ROOT).charAt(0);
        if (shown < FIRST || shown > LAST) {
            shown = '?';
        }
        int row = Character.digit(ROWS.charAt((shown - FIRST) * HEIGHT + y), 32);
        return (row >> (WIDTH - 1 - x) & 1) == 1;
    }
}
