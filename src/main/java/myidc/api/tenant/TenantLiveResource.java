package myidc.api.tenant;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import myidc.platform.ops.LiveAudience;
import myidc.platform.ops.LiveFeed;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.id.TenantId;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Server-sent hints of what changes among the tenant's own things; not of Linode's contract. */
@Path("/{api:v4|v4beta}/live")
@TenantScope("events:read_only")
public final class TenantLiveResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final LiveFeed.Hint STILL_HERE = new LiveFeed.Hint(0, "", "heartbeat");

    private final LiveFeed feed;
    private final CurrentCaller callers;
    private final Instance<LiveAudience> audiences;

    TenantLiveResource(LiveFeed feed, CurrentCaller callers, Instance<LiveAudience> audiences) {
        this.feed = feed;
        this.callers = callers;
        this.audiences = audiences;
    }

    /** Who asks is looked up in the database, so this begins on a worker thread. */
    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<LiveFeed.Hint> hints() {
        TenantId tenant = callers.get().ownTenant();
        Multi<LiveFeed.Hint> own = feed.listen()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .filter(hint -> audiences.stream().anyMatch(a -> a.owns(tenant, hint.thing())));
        Multi<LiveFeed.Hint> heartbeat = Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> STILL_HERE);
        return Multi.createBy().merging().streams(own, heartbeat);
    }
}
