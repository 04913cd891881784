package myidc.driver.simulated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import myidc.compute.port.GuestConsoles.Viewer;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.rfb.RfbGreeting;

/**
 * A simulated guest's screen: its terminal, drawn. It speaks as much RFB (RFC 6143) as a viewer needs that takes raw
 * pixels of 32 bits.
 */
final class SimulatedScreen {
    static final int COLUMNS = 80;
    static final int ROWS = 25;
    static final int CELL_WIDTH = 8;
    static final int CELL_HEIGHT = 16;
    private static final int KEPT_MAX = 64 * 1_024;
    private static final int DOT_LEFT = 1;
    private static final int DOT_TOP = 2;
    private static final int BRIGHT = 0xd0;
    private static final int BYTES_A_PIXEL = 4;
    private static final int RETURN = 0xff0d;
    private static final int BACKSPACE = 0xff08;
    private static final int CONTROL_LEFT = 0xffe3;
    private static final int CONTROL_RIGHT = 0xffe4;

    private final Viewer viewer;
    private final RfbGreeting greeting = new RfbGreeting();
    private final SimulatedTerminal terminal;
    private final char[][] cells = new char[ROWS][COLUMNS];
    private final BitSet dirty = new BitSet(ROWS);
    private ByteBuffer kept = ByteBuffer.allocate(0);
    private Format format = Format.OWN;
    private boolean begun;
    private boolean awaited;
    private boolean control;
    private int row;
    private int column;

    SimulatedScreen(SimulatedTerminal.Machine machine, Viewer viewer) {
        this.viewer = viewer;
        this.terminal = new SimulatedTerminal(machine, this::print);
        for (char[] line : cells) {
            Arrays.fill(line, ' ');
        }
        viewer.bytes(RfbGreeting.version());
        terminal.begin();
    }

    void type(byte[] piece) {
        byte[] rest = greeting.take(piece, viewer);
        if (kept.remaining() + rest.length > KEPT_MAX) {
            throw new RoomFailed("the viewer says more than a screen takes");
        }
        kept = ByteBuffer.allocate(kept.remaining() + rest.length)
                .put(kept)
                .put(rest)
                .flip();
        while (kept.hasRemaining() && one()) {
            kept = kept.slice();
        }
        show();
    }

    /** Takes one message when it is whole. */
    private boolean one() {
        if (!begun) {
            begun = true;
            kept.get();
            viewer.bytes(hello());
            return true;
        }
        int length = length(kept);
        if (length > kept.remaining()) {
            return false;
        }
        ByteBuffer message = kept.slice(0, length);
        kept.position(length);
        take(message);
        return true;
    }

    private static int length(ByteBuffer from) {
        int unknownYet = KEPT_MAX + 1;
        return switch (from.get(0)) {
            case 0 -> 20;
            case 2 -> from.remaining() < 4 ? unknownYet : 4 + 4 * Short.toUnsignedInt(from.getShort(2));
            case 3 -> 10;
            case 4 -> 8;
            case 5 -> 6;
            case 6 -> from.remaining() < 8 ? unknownYet : 8 + Math.clamp(from.getInt(4), 0, KEPT_MAX);
            default -> throw new RoomFailed("the viewer says what a screen does not know: " + from.get(0));
        };
    }

    private void take(ByteBuffer message) {
        switch (message.get(0)) {
            case 0 -> format = Format.read(message);
            case 3 -> {
                awaited = true;
                if (message.get(1) == 0) {
                    dirty.set(0, ROWS);
                }
            }
            case 4 -> key(message.getInt(4), message.get(1) != 0);
            default -> {}
        }
    }

    private void key(int symbol, boolean down) {
        if (symbol == CONTROL_LEFT || symbol == CONTROL_RIGHT) {
            control = down;
        } else if (down && symbol == RETURN) {
            terminal.type('\r');
        } else if (down && symbol == BACKSPACE) {
            terminal.type('\b');
        } else if (down && symbol >= ' ' && symbol <= '~') {
            terminal.type(control ? (char) (symbol & 0x1f) : (char) symbol);
        }
    }

    private void print(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\r' -> column = 0;
                case '\n' -> down();
                case '\b' -> column = Math.max(0, column - 1);
                default -> {
                    if (column == COLUMNS) {
                        column = 0;
                        down();
                    }
                    cells[row][column++] = character;
                    dirty.set(row);
                }
            }
        }
    }

    private void down() {
        if (row < ROWS - 1) {
            row++;
            return;
        }
        for (int i = 1; i < ROWS; i++) {
            System.arraycopy(cells[i], 0, cells[i - 1], 0, COLUMNS);
        }
        Arrays.fill(cells[ROWS - 1], ' ');
        dirty.set(0, ROWS);
    }

    private static byte[] hello() {
        byte[] name = "simulated".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(24 + name.length)
                .putShort((short) (COLUMNS * CELL_WIDTH))
                .putShort((short) (ROWS * CELL_HEIGHT))
                .put(Format.OWN.told())
                .putInt(name.length)
                .put(name)
                .array();
    }

    private void show() {
        if (!awaited || dirty.isEmpty()) {
            return;
        }
        awaited = false;
        int rectangle = 12 + COLUMNS * CELL_WIDTH * CELL_HEIGHT * BYTES_A_PIXEL;
        ByteBuffer update = ByteBuffer.allocate(4 + dirty.cardinality() * rectangle);
        update.putShort((short) 0).putShort((short) dirty.cardinality());
        for (int line = dirty.nextSetBit(0); line >= 0; line = dirty.nextSetBit(line + 1)) {
            update.putShort((short) 0)
                    .putShort((short) (line * CELL_HEIGHT))
                    .putShort((short) (COLUMNS * CELL_WIDTH))
                    .putShort((short) CELL_HEIGHT)
                    .putInt(0);
            draw(update, cells[line]);
        }
        dirty.clear();
        viewer.bytes(update.array());
    }

    private void draw(ByteBuffer to, char[] line) {
        byte[] bright = format.pixel(BRIGHT);
        byte[] black = format.pixel(0);
        for (int y = 0; y < CELL_HEIGHT; y++) {
            for (int x = 0; x < COLUMNS * CELL_WIDTH; x++) {
                to.put(isDark(line[x / CELL_WIDTH], x % CELL_WIDTH, y) ? bright : black);
            }
        }
    }

    /** Each dot of the font is one wide and two high. */
    private static boolean isDark(char character, int x, int y) {
        int dotX = x - DOT_LEFT;
        int dotY = (y - DOT_TOP) >> 1;
        return dotX >= 0
                && dotX < ScreenFont.WIDTH
                && y >= DOT_TOP
                && dotY < ScreenFont.HEIGHT
                && ScreenFont.isDark(character, dotX, dotY);
    }

    /** How a pixel is told: RFC 6143, 7.4. */
    private record Format(boolean bigEndian, int red, int green, int blue) {
        private static final int COLOUR_MAX = 255;
        private static final Format OWN = new Format(false, 16, 8, 0);

        private static Format read(ByteBuffer message) {
            if (message.get(4) != 32 || message.get(7) == 0 || message.getShort(8) != COLOUR_MAX) {
                throw new RoomFailed("a simulated screen has pixels of 32 bits and three colours of 8");
            }
            return new Format(message.get(6) != 0, message.get(14), message.get(15), message.get(16));
        }

        private byte[] told() {
            return ByteBuffer.allocate(16)
                    .put((byte) 32)
                    .put((byte) 24)
                    .put((byte) (bigEndian ? 1 : 0))
                    .put((byte) 1)
                    .putShort((short) COLOUR_MAX)
                    .putShort((short) COLOUR_MAX)
                    .putShort((short) COLOUR_MAX)
                    .put((byte) red)
                    .put((byte) green)
                    .put((byte) blue)
                    .array();
        }

        private byte[] pixel(int grey) {
            return ByteBuffer.allocate(BYTES_A_PIXEL)
                    .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                    .putInt(grey << red | grey << green | grey << blue)
                    .array();
        }
    }
}
