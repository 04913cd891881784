package myidc.platform.security;

import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** The caller of the request under way, or the program that runs on its own. */
@Singleton
public final class CurrentCaller {
    private static final ScopedValue<Caller> PROGRAM = ScopedValue.newInstance();
    private static final Caller PORTAL = Caller.program("portal");

    private final RequestCaller request;

    CurrentCaller(RequestCaller request) {
        this.request = request;
    }

    /** The caller; refused as unauthenticated when there is none. */
    public Caller get() {
        Caller caller = orNull();
        if (caller == null) {
            throw Refused.because(CommonRefusal.UNAUTHENTICATED, "Sign in or send a token");
        }
        return caller;
    }

    public @Nullable Caller orNull() {
        if (PROGRAM.isBound()) {
            return PROGRAM.get();
        }
        return inRequest() ? request.caller() : null;
    }

    public Caller orProgram() {
        Caller caller = orNull();
        return caller == null ? PORTAL : caller;
    }

    public @Nullable String requestId() {
        return inRequest() ? request.requestId() : null;
    }

    /** Runs in the name of a program. */
    public void runAs(Caller program, Runnable work) {
        ScopedValue.where(PROGRAM, program).run(work);
    }

    private static boolean inRequest() {
        return Arc.container().requestContext().isActive();
    }
}
