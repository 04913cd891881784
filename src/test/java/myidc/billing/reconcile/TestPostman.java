package myidc.billing.reconcile;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import myidc.billing.port.Postman;

/** Keeps letters where a test can read them. */
@Mock
@Singleton
public class TestPostman implements Postman {
    public final Queue<Letter> letters = new ConcurrentLinkedQueue<>();

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Sent send(Letter letter) {
        letters.add(letter);
        return Sent.DONE;
    }
}
