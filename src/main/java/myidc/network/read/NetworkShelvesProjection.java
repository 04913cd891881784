package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.network.event.AggregateEvent.AggregateAdded;
import myidc.network.event.AggregateEvent.AggregateRetired;
import myidc.network.event.RangeEvent.RangeRetired;
import myidc.network.event.RangeEvent.RangeSetApart;
import myidc.network.event.VlanEvent.VlanAdded;
import myidc.network.event.VlanEvent.VlanDescribed;
import myidc.network.event.VlanEvent.VlanRetired;
import myidc.network.event.VlanGroupEvent.VlanGroupDefined;
import myidc.network.event.VlanGroupEvent.VlanGroupRetired;
import myidc.network.event.VniEvent.VniGivenBack;
import myidc.network.event.VniEvent.VniTaken;
import myidc.network.event.VniPoolEvent.VniPoolClosed;
import myidc.network.event.VniPoolEvent.VniPoolOpened;
import myidc.network.event.VrfEvent.VrfDefined;
import myidc.network.event.VrfEvent.VrfDescribed;
import myidc.network.event.VrfEvent.VrfRetired;
import myidc.platform.axon.Projection;
import myidc.shared.id.Id;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Fills {@link NetworkShelves}. */
@Singleton
@ProcessingGroup("network.read")
public final class NetworkShelvesProjection implements Projection {
    private final NetworkShelves shelves;

    NetworkShelvesProjection(NetworkShelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public String name() {
        return "network.shelves";
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public List<String> histories() {
        return NetworkShelves.KINDS;
    }

    @EventHandler
    void on(VrfDefined fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shelves.vrfs()
                .show(
                        at,
                        new VrfRow(
                                fact.vrfId().value(),
                                version,
                                fact.name(),
                                fact.routeDistinguisher(),
                                fact.duplicates(),
                                fact.description()));
    }

    @EventHandler
    void on(VrfDescribed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shelves.vrfs()
                .change(
                        fact.vrfId(),
                        at,
                        row -> new VrfRow(
                                row.id(),
                                version,
                                fact.name(),
                                fact.routeDistinguisher(),
                                row.duplicates(),
                                fact.description()));
    }

    @EventHandler
    void on(VrfRetired fact, @Timestamp Instant at) {
        shelves.vrfs().end(fact.vrfId(), at);
    }

    @EventHandler
    void on(AggregateAdded fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shelves.aggregates()
                .show(
                        at,
                        new AggregateRow(
                                fact.aggregateId().value(),
                                version,
                                fact.cidr(),
                                fact.family(),
                                fact.registry(),
                                fact.givenOn(),
                                fact.description()));
    }

    @EventHandler
    void on(AggregateRetired fact, @Timestamp Instant at) {
        shelves.aggregates().end(fact.aggregateId(), at);
    }

    @EventHandler
    void on(RangeSetApart fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shelves.ranges()
                .show(
                        at,
                        new RangeRow(
                                fact.rangeId().value(),
                                version,
                                fact.prefixId().value(),
                                fact.first(),
                                fact.last(),
                                fact.purpose(),
                                fact.description()));
    }

    @EventHandler
    void on(RangeRetired fact, @Timestamp Instant at) {
        shelves.ranges().end(fact.rangeId(), at);
    }

    @EventHandler
    void on(VlanGroupDefined fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shelves.vlanGroups()
                .show(
                        at,
                        new VlanGroupRow(
                                fact.groupId().value(),
                                version,
                                number(fact.siteId()),
                                fact.name(),
                                fact.first(),
                                fact.last(),
                                fact.description()));
    }

    @EventHandler
    void on(VlanGroupRetired fact, @Timestamp Instant at) {
        shelves.vlanGroups().end(fact.groupId(), at);
    }

    @EventHandler
    void on(VlanAdded fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shelves.vlans()
                .show(
                        at,
                        new VlanRow(
                                fact.vlanId().value(),
                                version,
                                fact.groupId().value(),
                                number(fact.siteId()),
                                fact.number(),
                                fact.name(),
                                number(fact.tenantId()),
                                fact.description()));
    }

    @EventHandler
    void on(VlanDescribed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shelves.vlans()
                .change(
                        fact.vlanId(),
                        at,
                        row -> new VlanRow(
                                row.id(),
                                version,
                                row.groupId(),
                                row.siteId(),
                                row.number(),
                                fact.name(),
                                number(fact.tenantId()),
                                fact.description()));
    }

    @EventHandler
    void on(VlanRetired fact, @Timestamp Instant at) {
        shelves.vlans().end(fact.vlanId(), at);
    }

    @EventHandler
    void on(VniPoolOpened fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shelves.vniPools()
                .show(
                        at,
                        new VniPoolRow(
                                fact.poolId().value(), version, fact.siteId().value(), fact.first(), fact.last()));
    }

    @EventHandler
    void on(VniPoolClosed fact, @Timestamp Instant at) {
        shelves.vniPools().end(fact.poolId(), at);
    }

    @EventHandler
    void on(VniTaken fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shelves.vnis()
                .show(
                        at,
                        new VniRow(
                                fact.vniId().value(),
                                version,
                                fact.siteId().value(),
                                fact.number(),
                                fact.holder(),
                                fact.note()));
    }

    @EventHandler
    void on(VniGivenBack fact, @Timestamp Instant at) {
        shelves.vnis().end(fact.vniId(), at);
    }

    private static @Nullable Long number(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
