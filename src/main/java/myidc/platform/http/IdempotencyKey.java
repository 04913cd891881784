package myidc.platform.http;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The idempotency key of the request under way, if it has one. */
@RequestScoped
public class IdempotencyKey {
    private @Nullable String key;
    private String digest = "";

    public @Nullable String key() {
        return key;
    }

    public String digest() {
        return digest;
    }

    void is(String sent, String digestOfRequest) {
        this.key = sent;
        this.digest = digestOfRequest;
    }
}
