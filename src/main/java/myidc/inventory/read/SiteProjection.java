package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.inventory.event.SiteEvent.SiteOpened;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link SiteView} and what it showed before. */
@Singleton
@ProcessingGroup("inventory.read")
public final class SiteProjection implements Projection {
    static final String HISTORY = "site";

    private final Histories histories;

    SiteProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.sites";
    }

    @Override
    public List<String> tables() {
        return List.of("site_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(SiteOpened fact, @Timestamp Instant at, @SequenceNumber Long version) {
        SiteView site = new SiteView();
        site.id = fact.siteId().value();
        site.version = version;
        site.name = fact.name();
        site.region = fact.region();
        site.country = fact.country();
        site.timeZone = fact.timeZone().getId();
        site.openedAt = at;
        site.persist();
        histories.show(HISTORY, site.id, at, site);
    }
}
