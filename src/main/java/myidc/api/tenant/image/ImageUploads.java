package myidc.api.tenant.image;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import myidc.shared.Refusal.Kind;
import myidc.shared.Refused;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The address that an image's contents are sent to with PUT. Whoever has the address may send, once. The body goes to
 * a file as it comes, since it may be larger than what any other request may bring.
 */
@Singleton
final class ImageUploads {
    static final String PATH = "/image-uploads/";

    /** After Linode's guide to uploading images: 5 GB as sent. */
    private static final long BYTES_MAX = 5L << 30;

    private static final int AT_ONCE = 4;
    private static final String CHECKSUM = "X-Checksum-SHA256";
    private static final Logger LOG = Logger.getLogger(ImageUploads.class);

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Vertx vertx;
    private final ReceivedImages received;

    ImageUploads(Vertx vertx, ReceivedImages received) {
        this.vertx = vertx;
        this.received = received;
    }

    /** Before everything else, so that the limit on other bodies does not meet this one. */
    void route(@Observes Router router) {
        router.put(PATH + ":key").order(Integer.MIN_VALUE).handler(this::take);
    }

    private void take(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        if (length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > BYTES_MAX) {
            refuse(context, 413, "The contents may have at most " + BYTES_MAX + " bytes");
            return;
        }
        if (!places.tryAcquire()) {
            context.response().putHeader("Retry-After", "30");
            refuse(context, 503, AT_ONCE + " images are being sent already; try again in a while");
            return;
        }
        request.pause();
        String key = String.valueOf(context.pathParam("key"));
        vertx.executeBlocking(() -> received.begin(key))
                .compose(file -> store(request, file)
                        .compose(sent ->
                                vertx.executeBlocking(() -> received.end(key, file, request.getHeader(CHECKSUM))))
                        .onComplete(done -> vertx.executeBlocking(() -> Files.deleteIfExists(file))))
                .onComplete(done -> {
                    places.release();
                    if (done.succeeded()) {
                        context.response()
                                .setStatusCode(200)
                                .putHeader("Content-Type", "application/json")
                                .end("{}");
                    } else {
                        fail(context, done.cause());
                    }
                });
    }

    /** The request's body as the file's contents; fails when it is longer than it may be. */
    private Future<Void> store(HttpServerRequest request, Path file) {
        return vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setWrite(true).setTruncateExisting(true))
                .compose(open -> pour(request, open));
    }

    private static Future<Void> pour(HttpServerRequest request, AsyncFile open) {
        AtomicLong bytes = new AtomicLong();
        Promise<Void> whole = Promise.promise();
        request.handler(piece -> {
            if (bytes.addAndGet(piece.length()) > BYTES_MAX) {
                whole.tryFail(new TooLong());
                return;
            }
            write(request, open, piece, whole);
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(end -> whole.tryComplete());
        request.resume();
        return whole.future().eventually(() -> open.close());
    }

    private static void write(HttpServerRequest request, AsyncFile open, Buffer piece, Promise<Void> whole) {
        open.write(piece).onFailure(whole::tryFail);
        if (open.writeQueueFull()) {
            request.pause();
            open.drainHandler(drained -> request.resume());
        }
    }

    private static void fail(RoutingContext context, @Nullable Throwable cause) {
        if (cause instanceof TooLong) {
            refuse(context, 413, "The contents may have at most " + BYTES_MAX + " bytes");
        } else if (cause instanceof Refused refused) {
            refuse(context, refused.refusal().kind() == Kind.NOT_FOUND ? 404 : 400, refused.detail());
        } else {
            LOG.warn("An image's contents did not arrive", cause);
            refuse(context, 500, "The contents did not arrive; send them again");
        }
    }

    /** In the envelope of the tenants' API. What the client still sends is not read. */
    private static void refuse(RoutingContext context, int status, String reason) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        String body = new JsonObject()
                .put("errors", new JsonArray().add(new JsonObject().put("reason", reason)))
                .encode();
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Connection", "close")
                .end(body);
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
