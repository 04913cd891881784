package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.UserGroupId;
import myidc.tenancy.event.Grants;
import myidc.tenancy.event.UserGroupEvent.UserGroupCreated;
import myidc.tenancy.event.UserGroupEvent.UserGroupDeleted;
import myidc.tenancy.event.UserGroupEvent.UserGroupGranted;
import myidc.tenancy.event.UserGroupEvent.UserGroupJoined;
import myidc.tenancy.event.UserGroupEvent.UserGroupLabelled;
import myidc.tenancy.event.UserGroupEvent.UserGroupLeft;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link UserGroupView} and what it showed before. */
@Singleton
@ProcessingGroup("tenancy.read")
public final class UserGroupProjection implements Projection {
    static final String HISTORY = "usergroup";

    private final Histories histories;

    UserGroupProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "tenancy.user-groups";
    }

    @Override
    public List<String> tables() {
        return List.of("user_group_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(UserGroupCreated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        UserGroupView group = new UserGroupView();
        group.id = fact.userGroupId().value();
        group.tenantId = fact.tenantId().value();
        group.label = fact.label();
        group.grants = GrantsText.write(Grants.NONE);
        group.createdAt = at;
        shown(group, at, version);
        group.persist();
    }

    @EventHandler
    void on(UserGroupLabelled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        UserGroupView group = group(fact.userGroupId());
        group.label = fact.label();
        shown(group, at, version);
    }

    @EventHandler
    void on(UserGroupGranted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        UserGroupView group = group(fact.userGroupId());
        group.grants = GrantsText.write(fact.grants());
        shown(group, at, version);
    }

    @EventHandler
    void on(UserGroupJoined fact, @Timestamp Instant at, @SequenceNumber Long version) {
        UserGroupView group = group(fact.userGroupId());
        group.members = Stream.concat(
                        Arrays.stream(group.members), Stream.of(fact.personId().value()))
                .toArray(Long[]::new);
        shown(group, at, version);
    }

    @EventHandler
    void on(UserGroupLeft fact, @Timestamp Instant at, @SequenceNumber Long version) {
        UserGroupView group = group(fact.userGroupId());
        group.members = Arrays.stream(group.members)
                .filter(member -> member != fact.personId().value())
                .toArray(Long[]::new);
        shown(group, at, version);
    }

    @EventHandler
    void on(UserGroupDeleted fact, @Timestamp Instant at) {
        UserGroupView.deleteById(fact.userGroupId().value());
        histories.end(HISTORY, fact.userGroupId().value(), at);
    }

    private void shown(UserGroupView group, Instant at, long version) {
        group.version = version;
        group.updatedAt = at;
        histories.show(HISTORY, group.id, at, group);
    }

    private static UserGroupView group(UserGroupId id) {
        return UserGroupView.<UserGroupView>findByIdOptional(id.value()).orElseThrow();
    }
}
