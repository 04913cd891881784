package myidc.platform.security;

import jakarta.enterprise.context.RequestScoped;
import myidc.shared.Caller;
import org.jspecify.annotations.Nullable;

/** What the door learnt of the request under way. */
@RequestScoped
public class RequestCaller {
    private @Nullable Caller caller;
    private @Nullable String requestId;
    private CallWindows.@Nullable Counted counted;

    public @Nullable Caller caller() {
        return caller;
    }

    public @Nullable String requestId() {
        return requestId;
    }

    public void is(Caller known) {
        this.caller = known;
    }

    /** How the window of the call stands; null while it is not counted. */
    public CallWindows.@Nullable Counted counted() {
        return counted;
    }

    public void is(CallerSource.Known known) {
        this.caller = known.caller();
        this.counted = known.counted();
    }

    public void hasId(String id) {
        this.requestId = id;
    }
}
