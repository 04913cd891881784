package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.network.event.PrefixEvent.PrefixAllocated;
import myidc.network.event.PrefixEvent.PrefixDescribed;
import myidc.network.event.PrefixEvent.PrefixFiled;
import myidc.network.event.PrefixEvent.PrefixRetired;
import myidc.network.event.PrefixEvent.QuarantineSet;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.Id;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

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
        prefix.siteId = number(fact.siteId());
        prefix.cidr = fact.cidr();
        prefix.family = fact.family();
        prefix.gateway = fact.gateway();
        prefix.pool = fact.pool();
        prefix.allocatedAt = at;
        // The tree is read by plain SQL, in the same transaction too.
        prefix.persistAndFlush();
        histories.show(HISTORY, prefix.id, at, prefix);
    }

    @EventHandler
    void on(PrefixFiled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PrefixView prefix = PrefixView.findById(fact.prefixId().value());
        prefix.vrfId = number(fact.vrfId());
        prefix.space = fact.space();
        prefix.container = fact.container();
        prefix.tenantId = number(fact.tenantId());
        prefix.role = fact.role();
        prefix.description = fact.description();
        show(prefix, at, version);
    }

    @EventHandler
    void on(PrefixDescribed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PrefixView prefix = PrefixView.findById(fact.prefixId().value());
        prefix.tenantId = number(fact.tenantId());
        prefix.role = fact.role();
        prefix.description = fact.description();
        show(prefix, at, version);
    }

    @EventHandler
    void on(QuarantineSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PrefixView prefix = PrefixView.findById(fact.prefixId().value());
        prefix.quarantineSeconds = fact.seconds();
        show(prefix, at, version);
    }

    @EventHandler
    void on(PrefixRetired fact, @Timestamp Instant at) {
        PrefixView.deleteById(fact.prefixId().value());
        histories.end(HISTORY, fact.prefixId().value(), at);
    }

    private void show(PrefixView prefix, Instant at, long version) {
        prefix.version = version;
        PrefixView.flush();
        histories.show(HISTORY, prefix.id, at, prefix);
    }

    private static @Nullable Long number(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
