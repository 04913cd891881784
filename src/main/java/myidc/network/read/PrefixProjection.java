package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.network.event.PrefixEvent.PrefixAllocated;
import myidc.network.event.PrefixEvent.PrefixRetired;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link PrefixView} and what it showed before; a prefix given up is shown no more. */
@Singleton
@ProcessingGroup("network.read")
public final class PrefixProjection implements Projection {
    static final String HISTORY = "prefix";

    private final Histories histories;

    PrefixProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "network.prefixes";
    }

    @Override
    public List<String> tables() {
        return List.of("prefix_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(PrefixAllocated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PrefixView prefix = new PrefixView();
        prefix.id = fact.prefixId().value();
        prefix.version = version;
        prefix.siteId = fact.siteId().value();
        prefix.cidr = fact.cidr();
        prefix.family = fact.family();
        prefix.gateway = fact.gateway();
        prefix.pool = fact.pool();
        prefix.allocatedAt = at;
        prefix.persist();
        histories.show(HISTORY, prefix.id, at, prefix);
    }

    @EventHandler
    void on(PrefixRetired fact, @Timestamp Instant at) {
        PrefixView.deleteById(fact.prefixId().value());
        histories.end(HISTORY, fact.prefixId().value(), at);
    }
}
