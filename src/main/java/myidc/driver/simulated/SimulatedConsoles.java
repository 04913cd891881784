package myidc.driver.simulated;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import myidc.compute.event.ConsoleEvent.Kind;
import myidc.compute.port.GuestConsoles;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.simulated.SimulatedTerminal.Machine;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Consoles of simulated guests, each with a terminal of its own. */
@Singleton
@Typed(SimulatedConsoles.class)
public final class SimulatedConsoles implements GuestConsoles {
    private static final Logger LOG = Logger.getLogger(SimulatedConsoles.class);
    private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(1);

    private final Sql sql;
    private final SimulatedRoom room;
    private final ConcurrentHashMap<InstanceId, SimulatedLine> texts = new ConcurrentHashMap<>();

    SimulatedConsoles(Sql sql, SimulatedRoom room) {
        this.sql = sql;
        this.room = room;
    }

    @Override
    public Line open(HostId host, InstanceId guest, Kind kind, Viewer viewer) {
        if (room.state(host, guest) != Power.RUNNING) {
            throw new RoomFailed(guest + " does not run on " + host);
        }
        Machine machine = machine(guest);
        SimulatedLine line = new SimulatedLine(
                viewer, kind == Kind.TEXT ? text(machine, viewer) : new SimulatedScreen(machine, viewer)::type);
        if (kind == Kind.TEXT) {
            SimulatedLine before = texts.put(guest, line);
            if (before != null) {
                before.end("Another console of the machine was opened");
            }
        }
        Thread.ofVirtual().name("simulated-console").start(() -> watch(host, guest, line));
        return line;
    }

    private static Consumer<byte[]> text(Machine machine, Viewer viewer) {
        SimulatedTerminal terminal =
                new SimulatedTerminal(machine, said -> viewer.bytes(said.getBytes(StandardCharsets.UTF_8)));
        terminal.begin();
        return piece -> new String(piece, StandardCharsets.UTF_8).chars().forEach(each -> terminal.type((char) each));
    }

    private Machine machine(InstanceId guest) {
        return sql.row(
                        "select vcpus, memory_mb, disk_mb, root_hash, wires from simulated_guest where instance_id = ?",
                        row -> new Machine(
                                guest.text(),
                                row.getInt(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getString(4),
                                addresses(row.getString(5))),
                        guest.value())
                .orElseThrow(() -> new RoomFailed(guest + " is not there"));
    }

    /** Of the room's lines on wires, what follows the purpose and the segment. */
    private static List<String> addresses(@Nullable String wires) {
        return wires == null
                ? List.of()
                : wires.lines()
                        .map(wire -> wire.split(" "))
                        .filter(words -> words.length > 2 && !words[2].equals("null"))
                        .map(words -> words[2])
                        .toList();
    }

    private void watch(HostId host, InstanceId guest, SimulatedLine line) {
        try {
            while (line.isOpen()) {
                Thread.sleep(LOOKED_AT_EVERY);
                if (room.state(host, guest) != Power.RUNNING) {
                    line.end("The console of the machine was closed");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("A simulated console ends with its room", e);
            line.end("The console of the machine was closed");
        } finally {
            texts.remove(guest, line);
        }
    }
}
