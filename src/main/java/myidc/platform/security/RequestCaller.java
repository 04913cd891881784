package myidc.platform.security;

import jakarta.enterprise.context.RequestScoped;
import myidc.shared.Caller;
import org.jspecify.annotations.Nullable;

/** What the door learnt of the request under way. */
@RequestScoped
public class RequestCaller {
    private @Nullable Caller caller;
    private @Nullable String requestId;

    public @Nullable Caller caller() {
        return caller;
    }

    public @Nullable String requestId() {
        return requestId;
    }

    public void is(Caller known) {
        this.caller = known;
    }

    public void hasId(String id) {
        this.requestId = id;
    }
}
