package myidc.driver.libvirt;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * A screen by a socket that libvirt of this machine opened for this process, which Java has no stream for: four calls of the C library's.
 * Reading holds its thread, as all that is native does.
 */
final class LocalScreen implements ScreenWay {
    private static final int READABLE = 1;
    private static final int BOTH_WAYS = 2;
    private static final int NO_SIGNAL = 0x4000;
    private static final int INTERRUPTED = 4;
    private static final int POLL_BYTES = 8;
    private static final int FOR_EVER = -1;

    private final int file;
    private volatile int patienceMillis = FOR_EVER;
    private int users = 1;
    private boolean closed;

    LocalScreen(int file) {
        this.file = file;
    }

    @Override
    public InputStream in() {
        return new In();
    }

    @Override
    public OutputStream out() {
        return new Out();
    }

    @Override
    public void patience(Duration most) {
        patienceMillis = most.isZero() ? FOR_EVER : Math.toIntExact(most.toMillis());
    }

    /** The number is given back once nobody is within a call: it may be another file's right after. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            C.LIBRARY.shutdown(file, BOTH_WAYS);
        } catch (LastErrorException e) {
            // the other end is gone already
        }
        left();
    }

    private synchronized void used() throws IOException {
        if (closed) {
            throw new IOException("the screen was closed");
        }
        users++;
    }

    private void left() {
        boolean last;
        synchronized (this) {
            users--;
            last = users == 0;
        }
        if (last) {
            C.LIBRARY.close(file);
        }
    }

    private int call(Call call) throws IOException {
        used();
        try {
            while (true) {
                try {
                    return call.made();
                } catch (LastErrorException e) {
                    if (e.getErrorCode() != INTERRUPTED) {
                        throw new IOException("the screen cannot be reached any more", e);
                    }
                }
            }
        } finally {
            left();
        }
    }

    private final class In extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            await();
            byte[] piece = new byte[length];
            int read = call(() -> (int) C.LIBRARY.recv(file, piece, length, 0));
            System.arraycopy(piece, 0, into, from, read);
            return read == 0 ? -1 : read;
        }

        private void await() throws IOException {
            int millis = patienceMillis;
            try (Memory wish = new Memory(POLL_BYTES)) {
                wish.setInt(0, file);
                wish.setInt(Integer.BYTES, 0);
                wish.setShort(Integer.BYTES, (short) READABLE);
                if (call(() -> C.LIBRARY.poll(wish, 1, millis)) == 0) {
                    throw new IOException("the screen gave no answer within " + millis + " ms");
                }
            }
        }
    }

    private final class Out extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int sent = 0;
            while (sent < length) {
                byte[] rest = Arrays.copyOfRange(bytes, from + sent, from + length);
                sent += call(() -> (int) C.LIBRARY.send(file, rest, rest.length, NO_SIGNAL));
            }
        }
    }

    /** A call that may be interrupted. */
    private interface Call {
        int made();
    }

    /** The C library, as POSIX has it; the numbers are Linux's. */
    interface C extends Library {
        C LIBRARY = Native.load("c", C.class);

        long recv(int file, byte[] into, long length, int flags) throws LastErrorException;

        long send(int file, byte[] from, long length, int flags) throws LastErrorException;

        int poll(Memory files, long count, int millis) throws LastErrorException;

        int shutdown(int file, int how) throws LastErrorException;

        int close(int file);
    }
}
