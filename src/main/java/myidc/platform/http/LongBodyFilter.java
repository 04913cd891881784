package myidc.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A body that comes in pieces, and so says no length, is refused in words once it is too large; {@link LargeBody} sees to the others. */
@Provider
@Priority(Priorities.AUTHORIZATION + 80)
public final class LongBodyFilter implements ContainerRequestFilter {
    private final RoutingContext call;
    private final long bytesMax;

    LongBodyFilter(RoutingContext call, @ConfigProperty(name = "myidc.http.body-max") MemorySize most) {
        this.call = call;
        bytesMax = most.asLongValue();
    }

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        if (context.getHeaderString(HttpHeaders.CONTENT_LENGTH) != null
                || context.getHeaderString("Transfer-Encoding") == null) {
            return;
        }
        context.setEntityStream(new ByteArrayInputStream(read(context.getEntityStream())));
    }

    /** Never asks the stream for nothing, as {@code readNBytes} does: this one would wait for more to come. */
    private byte[] read(InputStream stream) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 13];
        for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
            body.write(piece, 0, read);
            if (body.size() > bytesMax) {
                call.addEndHandler(sent -> call.request().connection().close());
                throw new TooLong(bytesMax);
            }
        }
        return body.toByteArray();
    }

    /** The body has more bytes than are taken. */
    static final class TooLong extends WebApplicationException {
        private static final long serialVersionUID = 1L;

        TooLong(long bytesMax) {
            super("The body has more than the " + bytesMax + " bytes that are taken", 413);
        }
    }
}
