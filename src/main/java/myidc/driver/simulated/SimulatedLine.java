package myidc.driver.simulated;

import java.util.function.Consumer;
import myidc.compute.port.GuestConsoles.Line;
import myidc.compute.port.GuestConsoles.Viewer;
import myidc.compute.port.MachineRoom.RoomFailed;

/** An open console of a simulated guest, which says something only when it is spoken to, so that nothing is held back. */
final class SimulatedLine implements Line {
    private final Viewer viewer;
    private final Consumer<byte[]> keys;
    private boolean open = true;

    SimulatedLine(Viewer viewer, Consumer<byte[]> keys) {
        this.viewer = viewer;
        this.keys = keys;
    }

    synchronized boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void type(byte[] piece) {
        if (!open) {
            throw new RoomFailed("the console is closed");
        }
        keys.accept(piece);
    }

    @Override
    public void hold(boolean held) {
        // a simulated guest waits for its keyboard
    }

    synchronized void end(String why) {
        if (open) {
            open = false;
            viewer.ended(why);
        }
    }

    @Override
    public synchronized void close() {
        open = false;
    }
}
