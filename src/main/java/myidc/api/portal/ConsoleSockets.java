package myidc.api.portal;

import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import myidc.api.portal.ConsoleTickets.Seat;
import myidc.compute.port.GuestConsoles;
import myidc.compute.port.GuestConsoles.Line;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.shared.id.InstanceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The sockets that consoles go through. Whoever has a ticket may open one, from a page of this portal. */
@Singleton
final class ConsoleSockets {
    static final String PATH = "/consoles/";

    /** Of the codes that RFC 6455, 7.4.2, leaves to applications; 4404 and 4429 are named after their likes in HTTP. */
    private static final short ENDED = 4000;

    private static final short NO_TICKET = 4404;
    private static final short TOO_MANY = 4429;
    private static final int CLOSE_REASON_MAX = 100;
    private static final Logger LOG = Logger.getLogger(ConsoleSockets.class);

    private final Vertx vertx;

    /** Threads of consoles alone, one for each at most: consoles on hosts that hang leave those that answer requests to others. */
    private final WorkerExecutor waiting;

    private final ConsoleTickets tickets;
    private final GuestConsoles consoles;
    private final int most;
    private final Duration idle;
    private final Clock clock;
    private final Map<ConsoleSession, Boolean> open = new ConcurrentHashMap<>();
    private final Map<ConsoleSession, Opened> opened = new ConcurrentHashMap<>();

    ConsoleSockets(
            Vertx vertx,
            ConsoleTickets tickets,
            GuestConsoles consoles,
            Clock clock,
            @ConfigProperty(name = "myidc.console.most", defaultValue = "200") int most,
            @ConfigProperty(name = "myidc.console.idle", defaultValue = "30m") Duration idle) {
        this.vertx = vertx;
        this.waiting = vertx.createSharedWorkerExecutor("consoles", most);
        this.tickets = tickets;
        this.consoles = consoles;
        this.clock = clock;
        this.most = most;
        this.idle = idle;
    }

    void route(@Observes Router router) {
        router.get(PATH + ":ticket").order(Integer.MIN_VALUE).handler(this::upgrade);
    }

    private void upgrade(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean socket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        if (!socket || !fromHere(request)) {
            context.response().setStatusCode(socket ? 403 : 426).end();
            return;
        }
        String ticket = String.valueOf(context.pathParam("ticket"));
        request.toWebSocket()
                .onSuccess(opened -> begin(opened, ticket))
                .onFailure(cause -> LOG.debug("A console's socket did not come about", cause));
    }

    /** A browser says which page it is from; other clients say nothing. */
    private static boolean fromHere(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            return String.valueOf(URI.create(origin).getAuthority()).equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void begin(ServerWebSocket socket, String ticket) {
        if (open.size() >= most) {
            close(socket, TOO_MANY, "There are " + most + " consoles open already");
            return;
        }
        ConsoleSession session = new ConsoleSession(vertx, waiting, socket, idle);
        open.put(session, true);
        socket.closeHandler(closed -> {
            open.remove(session);
            opened.remove(session);
            waiting.executeBlocking(session::shut, false);
        });
        waiting.executeBlocking(() -> open(session, ticket), false)
                .onSuccess(line -> line.ifPresentOrElse(
                        session::attach, () -> close(socket, NO_TICKET, "This ticket opens no console")))
                .onFailure(cause -> close(socket, ENDED, why(cause)));
    }

    private Optional<Line> open(ConsoleSession session, String ticket) {
        Instant now = clock.instant();
        Optional<Seat> seat = tickets.use(ticket);
        seat.ifPresent(known -> opened.put(session, new Opened(known.guest(), now)));
        return seat.map(known -> consoles.open(known.host(), known.guest(), known.kind(), session));
    }

    /** Whoever looks at a machine that became another account's looks no longer. */
    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void endThoseHandedOver() {
        for (Map.Entry<ConsoleSession, Opened> each : opened.entrySet()) {
            if (tickets.isHandedOver(each.getValue().guest(), each.getValue().at())) {
                each.getKey().ended("The machine belongs to another account now");
            }
        }
    }

    /** Which guest a console is of, and since when. */
    private record Opened(InstanceId guest, Instant at) {}

    private static String why(@Nullable Throwable cause) {
        if (cause instanceof RoomFailed failed) {
            return String.valueOf(failed.getMessage());
        }
        LOG.warn("A console could not be opened", cause);
        return "The console could not be opened";
    }

    static void close(ServerWebSocket socket, short code, String reason) {
        if (!socket.isClosed()) {
            socket.close(code, reason.length() > CLOSE_REASON_MAX ? reason.substring(0, CLOSE_REASON_MAX) : reason);
        }
    }

    static void ended(ServerWebSocket socket, String why) {
        close(socket, ENDED, why);
    }

    @PreDestroy
    void closeAll() {
        open.keySet().forEach(ConsoleSession::close);
    }
}
