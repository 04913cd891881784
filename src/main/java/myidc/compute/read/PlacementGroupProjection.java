package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import myidc.compute.event.PlacementGroupEvent.GroupMemberAdded;
import myidc.compute.event.PlacementGroupEvent.GroupMemberRemoved;
import myidc.compute.event.PlacementGroupEvent.PlacementGroupCreated;
import myidc.compute.event.PlacementGroupEvent.PlacementGroupLabelled;
import myidc.compute.event.PlacementGroupEvent.PlacementGroupRemoved;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.PlacementGroupId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link PlacementGroupView} and what it showed before. */
@Singleton
@ProcessingGroup("compute.read")
public final class PlacementGroupProjection implements Projection {
    private static final String HISTORY = "placementgroup";

    private final Histories histories;

    PlacementGroupProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.placement-groups";
    }

    @Override
    public List<String> tables() {
        return List.of("placement_group_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(PlacementGroupCreated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PlacementGroupView group = new PlacementGroupView();
        group.id = fact.placementGroupId().value();
        group.tenantId = fact.tenantId().value();
        group.label = fact.label();
        group.siteId = fact.siteId().value();
        group.region = fact.region();
        group.strict = fact.strict();
        group.createdAt = at;
        shown(group, at, version);
        group.persist();
    }

    @EventHandler
    void on(PlacementGroupLabelled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PlacementGroupView group = group(fact.placementGroupId());
        group.label = fact.label();
        shown(group, at, version);
    }

    @EventHandler
    void on(GroupMemberAdded fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PlacementGroupView group = group(fact.placementGroupId());
        group.members = with(group.members, fact.instanceId().value());
        group.hosts =
                with(group.hosts, fact.hostId() == null ? 0 : fact.hostId().value());
        shown(group, at, version);
    }

    @EventHandler
    void on(GroupMemberRemoved fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PlacementGroupView group = group(fact.placementGroupId());
        int index = Arrays.asList(group.members).indexOf(fact.instanceId().value());
        group.members = without(group.members, index);
        group.hosts = without(group.hosts, index);
        shown(group, at, version);
    }

    @EventHandler
    void on(PlacementGroupRemoved fact, @Timestamp Instant at) {
        PlacementGroupView.deleteById(fact.placementGroupId().value());
        histories.end(HISTORY, fact.placementGroupId().value(), at);
    }

    private void shown(PlacementGroupView group, Instant at, long version) {
        group.version = version;
        group.updatedAt = at;
        histories.show(HISTORY, group.id, at, group);
    }

    private static Long[] with(Long[] numbers, long more) {
        Long[] longer = Arrays.copyOf(numbers, numbers.length + 1);
        longer[numbers.length] = more;
        return longer;
    }

    private static Long[] without(Long[] numbers, int index) {
        List<Long> left = new ArrayList<>(Arrays.asList(numbers));
        left.remove(index);
        return left.toArray(Long[]::new);
    }

    private static PlacementGroupView group(PlacementGroupId id) {
        return PlacementGroupView.<PlacementGroupView>findByIdOptional(id.value())
                .orElseThrow();
    }
}
