package myidc.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.platform.security.RequestCaller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refusal;
import myidc.shared.Refused;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Every no leaves by one of two doors: Linode's errors envelope for tenants, problem+json for all else. */
@Provider
@Singleton
public final class Refusals implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final RequestCaller request;

    @Context
    @Nullable
    UriInfo uri;

    Refusals(RequestCaller request) {
        this.request = request;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return answer(refused);
            }
            if (cause instanceof StoredAnswer stored) {
                return stored.response();
            }
            if (cause instanceof JacksonException json) {
                return answer(malformed(json));
            }
            if (cause instanceof WebApplicationException web
                    && !(web.getCause() instanceof JacksonException)
                    && !(web.getCause() instanceof Refused)) {
                return web(web);
            }
        }
        LOG.errorf(thrown, "Request %s failed", request.requestId());
        return body(500, "common.INTERNAL", "Something went wrong here; quote the request id", null, null);
    }

    private Response web(WebApplicationException web) {
        int status = web.getResponse().getStatus();
        if (status < 400) {
            return web.getResponse();
        }
        if (web instanceof LongBodyFilter.TooLong) {
            return body(status, "common.HTTP_" + status, String.valueOf(web.getMessage()), "body", null);
        }
        String reason =
                status == 404 ? "Not found" : web.getResponse().getStatusInfo().getReasonPhrase();
        return body(status, "common.HTTP_" + status, reason, null, null);
    }

    private static Refused malformed(JacksonException json) {
        String field = json instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        if (json instanceof UnrecognizedPropertyException) {
            return Refused.field(CommonRefusal.MALFORMED_BODY, field, field + " is not a field of this operation");
        }
        return field.isEmpty()
                ? Refused.because(CommonRefusal.MALFORMED_BODY, "The body is not valid JSON for this operation")
                : Refused.field(CommonRefusal.MALFORMED_BODY, field, field + " is not valid");
    }

    private Response answer(Refused refused) {
        int status = status(refused.refusal().kind());
        boolean hidden = tenantDoor() && refused.holder() != null;
        Response response = body(
                tenantDoor() ? tenantStatus(status) : status,
                refused.refusal().code(),
                hidden ? refused.field() + " is already in use" : refused.detail(),
                refused.field(),
                hidden ? null : refused.holder());
        if (status == 429 || status == 503) {
            response.getHeaders().putSingle("Retry-After", refused.retryAfterSeconds());
        }
        return response;
    }

    private static int status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case UNPROCESSABLE -> 422;
            case TOO_MANY -> 429;
            case EXHAUSTED -> 507;
            case UNAVAILABLE -> 503;
        };
    }

    /** Linode's clients know 400 for every refusal of state, conflicts and exhaustion included. */
    private static int tenantStatus(int status) {
        return switch (status) {
            case 409, 507 -> 400;
            default -> status;
        };
    }

    private boolean tenantDoor() {
        UriInfo known = uri;
        return known != null && known.getPath().matches("/?v4(beta)?(/.*)?");
    }

    private Response body(int status, String code, String detail, @Nullable String field, @Nullable String holder) {
        Response.ResponseBuilder response = Response.status(status);
        if (tenantDoor()) {
            Map<String, String> error = field == null
                    ? Map.of("reason", detail, "code", code)
                    : Map.of("reason", detail, "code", code, "field", field);
            return response.type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(Map.of("errors", List.of(error)))
                    .build();
        }
        String type =
                "/problems/" + code.replace('.', '/').toLowerCase(Locale.ROOT).replace('_', '-');
        String title = code.substring(code.indexOf('.') + 1).replace('_', ' ').toLowerCase(Locale.ROOT);
        return response.type("application/problem+json")
                .entity(new Problem(type, title, status, detail, code, field, holder, request.requestId()))
                .build();
    }
}
