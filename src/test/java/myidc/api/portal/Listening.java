package myidc.api.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import myidc.Eventually;
import org.jspecify.annotations.Nullable;

/** A socket's client that keeps all it is told. */
final class Listening implements WebSocket.Listener {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private int closed;
    private @Nullable WebSocket socket;

    static Listening to(URI address) {
        Listening listening = new Listening();
        listening.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, listening)
                .join();
        return listening;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        synchronized (this) {
            told.writeBytes(piece);
        }
        from.request(1);
        return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed = code;
        return null;
    }

    /** The code it was closed with; 0 while it is open. */
    synchronized int closed() {
        return closed;
    }

    synchronized byte[] bytes() {
        return told.toByteArray();
    }

    ByteBuffer at(int offset) {
        byte[] all = bytes();
        return ByteBuffer.wrap(all, offset, all.length - offset);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    void until(String said) {
        Eventually.holds(() -> assertThat(text()).contains(said));
    }

    void untilBytes(int count) {
        Eventually.holds(() -> assertThat(bytes()).hasSizeGreaterThanOrEqualTo(count));
    }

    void say(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] piece) {
        assertThat(socket).isNotNull();
        socket.sendBinary(ByteBuffer.wrap(piece), true).join();
    }
}
