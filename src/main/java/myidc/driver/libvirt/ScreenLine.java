package myidc.driver.libvirt;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import myidc.compute.port.GuestConsoles.Line;
import myidc.compute.port.GuestConsoles.Viewer;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.rfb.RfbGreeting;

/** A guest's screen by RFB. The portal signs in to it, so that the viewer needs no password. */
final class ScreenLine implements Line {
    private static final int PIECE_BYTES = 64 * 1_024;

    private final ScreenWay way;
    private final OutputStream out;
    private final Viewer viewer;
    private final RfbGreeting greeting = new RfbGreeting();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean held;
    private volatile boolean closed;

    private ScreenLine(ScreenWay way, Viewer viewer) throws IOException {
        this.way = way;
        this.out = way.out();
        this.viewer = viewer;
    }

    /** Takes over the way, and closes it when no screen answers there. */
    static ScreenLine open(ScreenWay way, String password, Duration limit, Viewer viewer) {
        try {
            way.patience(limit);
            DataInputStream in = new DataInputStream(way.in());
            RfbSignIn.signIn(in, way.out(), password);
            way.patience(Duration.ZERO);
            ScreenLine line = new ScreenLine(way, viewer);
            viewer.bytes(RfbGreeting.version());
            Thread.ofPlatform().daemon().name("screen").start(() -> line.show(in));
            return line;
        } catch (IOException e) {
            way.close();
            throw new RoomFailed("the screen cannot be had: " + e.getMessage(), e);
        }
    }

    private void show(DataInputStream in) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                waitWhileHeld();
                viewer.bytes(Arrays.copyOf(piece, read));
            }
        } catch (IOException e) {
            // told below, as its end is
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!closed) {
            close();
            viewer.ended("The screen of the machine was closed");
        }
    }

    private void waitWhileHeld() throws InterruptedException {
        lock.lock();
        try {
            while (held && !closed) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void type(byte[] piece) {
        try {
            byte[] rest = greeting.take(piece, viewer);
            if (rest.length > 0) {
                out.write(rest);
                out.flush();
            }
        } catch (IOException e) {
            throw new RoomFailed("the screen of the machine takes nothing any more", e);
        }
    }

    @Override
    public void hold(boolean hold) {
        lock.lock();
        try {
            held = hold;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        hold(false);
        way.close();
    }
}
