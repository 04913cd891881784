package myidc.api.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import myidc.api.gateway.GatewayDesk.Machine;
import myidc.api.gateway.GatewayDesk.Seat;
import myidc.compute.event.ConsoleEvent.Kind;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.shared.Refused;
import myidc.tenancy.ConsoleSignIns.Pass;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One visitor's terminal: the list of machines, or the console of one. */
final class ConsoleTerminal implements Command {
    /** Ctrl-], as with telnet and virsh: no shell or editor of note uses it. */
    static final byte ESCAPE = 0x1d;

    private static final String END = "\r\n";
    private static final int PIECE_BYTES = 4_096;
    private static final int SHOWN_MAX = 200;
    private static final Logger LOG = Logger.getLogger(ConsoleTerminal.class);

    private final ConsoleGateway gateway;
    private final GatewayDesk desk;

    /** The label that was asked for by command; null for a choice from the list. */
    private final @Nullable String wanted;

    private final AtomicReference<@Nullable OpenConsole> console = new AtomicReference<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile long typedLast = System.nanoTime();
    private volatile int exitCode;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable ExitCallback exit;
    private @Nullable Pass pass;
    private @Nullable Outlet outlet;
    private @Nullable MenuLine line;

    ConsoleTerminal(ConsoleGateway gateway, GatewayDesk desk, @Nullable String wanted) {
        this.gateway = gateway;
        this.desk = desk;
        this.wanted = wanted;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        // everything is said on one stream, as a terminal has one
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Pass known = channel.getServerSession().getAttribute(Visit.PASS);
        InputStream typed = in;
        OutputStream shown = out;
        if (known == null || typed == null || shown == null) {
            throw new IllegalStateException("A terminal needs a visitor and its streams");
        }
        pass = known;
        Outlet opened = new Outlet(shown, this::drained, this::gone);
        outlet = opened;
        boolean terminal = environment.getEnv().containsKey(Environment.ENV_TERM);
        line = new MenuLine(text -> {
            if (terminal) {
                opened.put(text);
            }
        });
        gateway.entered(this);
        Thread.ofVirtual().name("console-terminal").start(() -> read(typed));
    }

    Optional<Pass> pass() {
        return Optional.ofNullable(pass);
    }

    boolean hasConsole() {
        return console.get() != null;
    }

    private void read(InputStream typed) {
        try {
            if (wanted == null) {
                menu();
            } else {
                open(wanted);
            }
            byte[] piece = new byte[PIECE_BYTES];
            for (int read = typed.read(piece); read >= 0 && !over.get(); read = typed.read(piece)) {
                typedLast = System.nanoTime();
                take(Arrays.copyOf(piece, read));
            }
            finish("", 0);
        } catch (IOException e) {
            finish("", 1);
        } catch (RuntimeException e) {
            LOG.warn("A terminal of the gateway failed", e);
            finish("The portal could not go on.", 1);
        }
    }

    private void take(byte[] piece) {
        int at = 0;
        while (at < piece.length && !over.get()) {
            OpenConsole open = console.get();
            if (open == null) {
                choose(piece[at]);
                at++;
                continue;
            }
            int escape = at;
            while (escape < piece.length && piece[escape] != ESCAPE) {
                escape++;
            }
            if (escape > at) {
                type(open, Arrays.copyOfRange(piece, at, escape));
            }
            if (escape < piece.length) {
                leave(open, "You left " + open.label() + ".", 0);
                escape++;
            }
            at = escape;
        }
    }

    private void type(OpenConsole open, byte[] keys) {
        try {
            open.type(keys);
        } catch (RoomFailed e) {
            leave(open, String.valueOf(e.getMessage()), 1);
        }
    }

    private void choose(byte character) {
        MenuLine typing = line;
        if (typing == null) {
            return;
        }
        typing.take(Byte.toUnsignedInt(character)).ifPresent(this::chosen);
    }

    private void chosen(String text) {
        if (text.equals(MenuLine.LEAVE)) {
            finish("", 0);
        } else if (text.isEmpty()) {
            menu();
        } else {
            open(labelOf(text));
        }
    }

    /** A machine is chosen by its number in the list or by its label. */
    private String labelOf(String text) {
        Pass known = pass;
        if (known == null || !text.matches("[1-9][0-9]{0,2}")) {
            return text;
        }
        int number = Integer.parseInt(text);
        try {
            List<Machine> machines = desk.machines(known);
            return number <= machines.size() ? machines.get(number - 1).label() : text;
        } catch (Refused refused) {
            return text;
        }
    }

    private void menu() {
        Pass known = pass;
        if (known == null || over.get()) {
            return;
        }
        try {
            List<Machine> machines = desk.machines(known);
            StringBuilder text = new StringBuilder(END);
            if (machines.isEmpty()) {
                text.append("There is no machine that you may see.").append(END);
            }
            for (int number = 1; number <= Math.min(machines.size(), SHOWN_MAX); number++) {
                Machine machine = machines.get(number - 1);
                text.append(String.format(
                        Locale.ROOT,
                        "%3d  %-40s %-13s %s%s",
                        number,
                        machine.label(),
                        machine.status().toLowerCase(Locale.ROOT),
                        machine.region(),
                        END));
            }
            if (machines.size() > SHOWN_MAX) {
                text.append("     ... and more, by their labels").append(END);
            }
            say(text + "Number or label of a machine, or exit: ");
        } catch (Refused refused) {
            finish(refused.detail(), 1);
        }
    }

    private void open(String label) {
        Pass known = pass;
        if (known == null) {
            return;
        }
        if (gateway.consolesOf(known.person()) >= gateway.perPerson()) {
            refused("You have " + gateway.perPerson() + " consoles open already.");
            return;
        }
        OpenConsole opening = new OpenConsole(this, label);
        try {
            Seat seat = desk.open(known, label);
            opening.sitsAt(seat.guest());
            say(END + "Connected to " + label + ". Press Enter if nothing shows; Ctrl-] leaves." + END);
            console.set(opening);
            opening.attach(gateway.consoles().open(seat.host(), seat.guest(), Kind.TEXT, opening));
        } catch (Refused refused) {
            console.compareAndSet(opening, null);
            refused(refused.detail() + (refused.detail().endsWith(".") ? "" : "."));
        } catch (RoomFailed failed) {
            console.compareAndSet(opening, null);
            refused("The console cannot be opened: " + failed.getMessage() + ".");
        }
    }

    private void refused(String why) {
        if (wanted == null) {
            say(END + why + END);
            menu();
        } else {
            finish(why, 1);
        }
    }

    /** Shown by the guest. */
    void shown(OpenConsole by, byte[] piece) {
        Outlet to = outlet;
        if (to == null || over.get()) {
            return;
        }
        if (!to.put(piece)) {
            ended(by, "You read more slowly than the machine writes.");
        } else if (to.isFull()) {
            by.hold(true);
        }
    }

    private void drained() {
        OpenConsole open = console.get();
        if (open != null) {
            open.hold(false);
        }
    }

    /** The guest's side ended; told by threads that may not wait. */
    void ended(OpenConsole which, String why) {
        Thread.startVirtualThread(() -> leave(which, why, 1));
    }

    private void leave(OpenConsole which, String why, int code) {
        if (!console.compareAndSet(which, null)) {
            return;
        }
        which.close();
        if (wanted == null) {
            say(END + why + END);
            menu();
        } else {
            finish(why, code);
        }
    }

    private void say(String text) {
        Outlet to = outlet;
        if (to != null) {
            to.put(text);
        }
    }

    /** Ends the console of one who may not have it any more, and the visit of one who may not be here or does nothing. */
    void lookAfter(long idleNanos, long idleMinutes) {
        Pass known = pass;
        if (known == null || over.get()) {
            return;
        }
        OpenConsole open = console.get();
        if (System.nanoTime() - typedLast > idleNanos) {
            finish("Nothing was typed for " + idleMinutes + " minutes.", 1);
        } else if (!desk.holds(known)) {
            finish("You are not let in to consoles any more.", 1);
        } else if (open != null) {
            open.guest()
                    .filter(guest -> !desk.maySit(known, guest))
                    .ifPresent(guest -> leave(open, "This machine is not yours to use any more.", 1));
        }
    }

    /** Says why, once, and closes the channel when that was read. */
    void finish(String why, int code) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        exitCode = code;
        OpenConsole open = console.getAndSet(null);
        if (open != null) {
            open.close();
        }
        Outlet to = outlet;
        if (to != null) {
            to.put(why.isEmpty() ? "" : END + why + END);
            to.end();
        }
    }

    private void gone() {
        gateway.left(this);
        ExitCallback told = exit;
        if (told != null) {
            told.onExit(exitCode);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        finish("", 1);
    }
}
