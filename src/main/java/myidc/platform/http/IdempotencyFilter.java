package myidc.platform.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import myidc.platform.db.Rehearsal;
import myidc.shared.Check;

/** Notes a create's idempotency key and the digest of what it asks for. */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public final class IdempotencyFilter implements ContainerRequestFilter {
    public static final String HEADER = "Idempotency-Key";

    private final IdempotencyKey key;

    IdempotencyFilter(IdempotencyKey key) {
        this.key = key;
    }

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        String sent = context.getHeaderString(HEADER);
        boolean tried = Rehearsal.current().isPresent();
        if (sent == null || tried || !"POST".equals(context.getMethod())) {
            return;
        }
        byte[] body = context.getEntityStream().readAllBytes();
        context.setEntityStream(new ByteArrayInputStream(body));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(context.getUriInfo().getPath().getBytes(StandardCharsets.UTF_8));
            digest.update(body);
            key.is(Check.text(HEADER, sent, 200), HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
