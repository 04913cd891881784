package myidc.api.gateway;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import myidc.compute.port.GuestConsoles.Line;
import myidc.compute.port.GuestConsoles.Viewer;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** A guest's line as a terminal has it. */
final class OpenConsole implements Viewer, AutoCloseable {
    private final ConsoleTerminal terminal;
    private final String label;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable InstanceId guest;
    private volatile @Nullable Line line;

    OpenConsole(ConsoleTerminal terminal, String label) {
        this.terminal = terminal;
        this.label = label;
    }

    String label() {
        return label;
    }

    void sitsAt(InstanceId known) {
        guest = known;
    }

    Optional<InstanceId> guest() {
        return Optional.ofNullable(guest);
    }

    void attach(Line opened) {
        line = opened;
        if (closed.get()) {
            opened.close();
        }
    }

    void type(byte[] keys) {
        Line to = line;
        if (to != null) {
            to.type(keys);
        }
    }

    void hold(boolean held) {
        Line from = line;
        if (from != null && !closed.get()) {
            from.hold(held);
        }
    }

    @Override
    public void bytes(byte[] piece) {
        if (!closed.get()) {
            terminal.shown(this, piece);
        }
    }

    @Override
    public void ended(String why) {
        if (!closed.get()) {
            terminal.ended(this, why + ".");
        }
    }

    @Override
    public void close() {
        closed.set(true);
        Line opened = line;
        if (opened != null) {
            opened.close();
        }
    }
}
