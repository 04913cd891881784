package myidc.api.tenant.linode;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What was asked for waits, so that the answer is not the one of a deed that has begun. */
final class QueuedInstead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ActionJson answer;

    QueuedInstead(ActionJson answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    /** Tells so. */
    @Provider
    public static final class Mapper implements ExceptionMapper<QueuedInstead> {
        @Override
        public Response toResponse(QueuedInstead instead) {
            return Response.ok(instead.answer).build();
        }
    }
}
