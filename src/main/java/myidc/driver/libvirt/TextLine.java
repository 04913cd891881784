package myidc.driver.libvirt;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import myidc.compute.port.GuestConsoles.Line;
import myidc.compute.port.GuestConsoles.Viewer;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.shared.id.InstanceId;
import org.jboss.logging.Logger;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.Libvirt.VirStreamEventCallback;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.StreamPointer;

/**
 * A guest's serial line through a stream of libvirt's on a connection of its own, which never waits: libvirt's own loop says when there is something
 * to read. All calls on the stream hold its lock, since it is freed in the end.
 */
final class TextLine implements Line {
    private static final int NON_BLOCKING = 1;
    private static final int READABLE = 1;
    private static final int ERROR = 4;
    private static final int HANG_UP = 8;
    private static final int WOULD_BLOCK = -2;
    private static final int PIECE_BYTES = 16 * 1_024;
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final Libvirt LIBVIRT = Libvirt.INSTANCE;
    private static final Logger LOG = Logger.getLogger(TextLine.class);

    private final HostLink link;
    private final Duration limit;
    private final Viewer viewer;
    private final OpenHost host;
    private final StreamPointer stream;

    /** Kept, since libvirt calls it as long as the stream is open. */
    private final VirStreamEventCallback listener = this::happened;

    private boolean closed;

    private TextLine(HostLink link, Duration limit, Viewer viewer, OpenHost host, StreamPointer stream) {
        this.link = link;
        this.limit = limit;
        this.viewer = viewer;
        this.host = host;
        this.stream = stream;
    }

    static TextLine open(HostLink link, Duration limit, InstanceId guest, Viewer viewer) {
        return link.call(limit, shared -> {
            OpenHost host = link.dial();
            TextLine line = new TextLine(link, limit, viewer, host, streamOf(host.connection(), guest));
            if (LIBVIRT.virStreamEventAddCallback(
                            line.stream, READABLE | ERROR | HANG_UP, line.listener, Pointer.NULL, null)
                    != 0) {
                line.close();
                throw new RoomFailed("the console of " + guest + " tells nothing");
            }
            return line;
        });
    }

    private static StreamPointer streamOf(ConnectionPointer host, InstanceId guest) throws LibvirtException {
        DomainPointer domain = LIBVIRT.virDomainLookupByName(host, GuestXml.name(guest));
        if (domain == null) {
            throw new RoomFailed(guest + " is not defined on its host");
        }
        try {
            StreamPointer stream = LIBVIRT.virStreamNew(host, NON_BLOCKING);
            if (stream == null) {
                throw new RoomFailed("the host gives no stream");
            }
            if (NativeConsoles.LIBRARY.virDomainOpenConsole(domain, null, stream, NativeConsoles.FORCE) != 0) {
                LIBVIRT.virStreamFree(stream);
                throw new RoomFailed("the host does not open the console of " + guest + "; does it run?");
            }
            return stream;
        } finally {
            LIBVIRT.virDomainFree(domain);
        }
    }

    private synchronized void happened(StreamPointer of, int events, Pointer nothing) {
        if (closed) {
            return;
        }
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
        int read = LIBVIRT.virStreamRecv(stream, piece, new SizeT(PIECE_BYTES));
        if (read > 0) {
            byte[] bytes = new byte[read];
            piece.get(bytes);
            viewer.bytes(bytes);
        } else if (read != WOULD_BLOCK || (events & (ERROR | HANG_UP)) != 0) {
            end();
            Thread.startVirtualThread(this::release);
            viewer.ended("The console of the machine was closed");
        }
    }

    @Override
    public void type(byte[] piece) {
        int sent = 0;
        while (sent < piece.length) {
            byte[] rest = Arrays.copyOfRange(piece, sent, piece.length);
            int more = link.call(limit, shared -> send(rest));
            if (more < 0 && more != WOULD_BLOCK) {
                throw new RoomFailed("the console of the machine takes nothing any more");
            }
            sent += Math.max(more, 0);
            if (more <= 0) {
                pause();
            }
        }
    }

    private synchronized int send(byte[] rest) {
        return closed ? -1 : LIBVIRT.virStreamSend(stream, ByteBuffer.wrap(rest), new SizeT(rest.length));
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoomFailed("interrupted", e);
        }
    }

    @Override
    public synchronized void hold(boolean held) {
        if (!closed) {
            LIBVIRT.virStreamEventUpdateCallback(stream, held ? ERROR | HANG_UP : READABLE | ERROR | HANG_UP);
        }
    }

    @Override
    public void close() {
        if (end()) {
            release();
        }
    }

    private synchronized boolean end() {
        boolean open = !closed;
        if (open) {
            closed = true;
            LIBVIRT.virStreamEventRemoveCallback(stream);
        }
        return open;
    }

    /** Not under the lock: it asks the host, and a host that hangs is found out by libvirt's loop, which takes the lock. */
    private void release() {
        try {
            link.call(limit, shared -> {
                LIBVIRT.virStreamAbort(stream);
                LIBVIRT.virStreamFree(stream);
                return host.close();
            });
        } catch (RoomFailed e) {
            LOG.debug("A console's stream was not given back", e);
        }
    }
}
