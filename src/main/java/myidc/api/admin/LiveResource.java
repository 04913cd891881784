package myidc.api.admin;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import myidc.platform.ops.LiveFeed;
import myidc.platform.security.Staff;
import myidc.shared.Role;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Server-sent hints of everything that changes. */
@Path("/admin/v1/live")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class LiveResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final LiveFeed.Hint STILL_HERE = new LiveFeed.Hint(0, "", "heartbeat");

    private final LiveFeed feed;

    LiveResource(LiveFeed feed) {
        this.feed = feed;
    }

    /** Who asks is looked up in the database, so this begins on a worker thread. */
    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<LiveFeed.Hint> hints() {
        Multi<LiveFeed.Hint> heartbeat = Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> STILL_HERE);
        return Multi.createBy().merging().streams(feed.listen(), heartbeat);
    }
}
