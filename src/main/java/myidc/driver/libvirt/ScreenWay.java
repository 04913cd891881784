package myidc.driver.libvirt;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** The way to a guest's screen, with a stream in each direction. */
interface ScreenWay extends Closeable {
    InputStream in() throws IOException;

    OutputStream out() throws IOException;

    /** How long reading waits from now on; for ever when zero. */
    void patience(Duration most) throws IOException;

    /** Whoever reads is woken. Closing twice is no error. */
    @Override
    void close();

    /** By TCP. */
    static ScreenWay to(InetSocketAddress at, Duration limit) throws IOException {
        Socket socket = new Socket();
        ScreenWay way = new Remote(socket);
        try {
            socket.connect(at, Math.toIntExact(limit.toMillis()));
            socket.setTcpNoDelay(true);
            return way;
        } catch (IOException e) {
            way.close();
            throw e;
        }
    }

    /** A socket of Java's. */
    record Remote(Socket socket) implements ScreenWay {
        @Override
        public InputStream in() throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        @Override
        public void patience(Duration most) throws IOException {
            socket.setSoTimeout(Math.toIntExact(most.toMillis()));
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // nothing is left to close
            }
        }
    }
}
