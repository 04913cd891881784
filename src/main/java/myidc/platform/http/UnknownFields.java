package myidc.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Collection;

/**
 * A field that an operation of the house's own contract does not have is refused by name: a mistyped one would be taken
 * for one left out, which unsets things. Linode ignores such fields, and so does the tenants' contract.
 */
final class UnknownFields extends DeserializationProblemHandler {
    private static final String STRICT = "/admin/v1/";

    private final CurrentVertxRequest requests;

    UnknownFields(CurrentVertxRequest requests) {
        this.requests = requests;
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        if (!strict()) {
            return false;
        }
        Collection<Object> known = deserializer.getKnownPropertyNames();
        throw UnrecognizedPropertyException.from(parser, beanOrClass, name, known);
    }

    private boolean strict() {
        if (!Arc.container().requestContext().isActive()) {
            return false;
        }
        RoutingContext call = requests.getCurrent();
        return call != null && call.normalizedPath().startsWith(STRICT);
    }
}
