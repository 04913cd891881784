package myidc.tenancy;

import static myidc.shared.RefusedFor.refusedFor;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import myidc.platform.db.Claims;
import myidc.shared.CommonRefusal;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.UserGroupId;
import myidc.tenancy.UserGroupCommand.CreateUserGroup;
import myidc.tenancy.UserGroupCommand.DeleteUserGroup;
import myidc.tenancy.UserGroupCommand.GrantUserGroup;
import myidc.tenancy.UserGroupCommand.LabelUserGroup;
import myidc.tenancy.UserGroupCommand.SetUserGroupMembers;
import myidc.tenancy.event.Grants;
import myidc.tenancy.event.UserGroupEvent.UserGroupCreated;
import myidc.tenancy.event.UserGroupEvent.UserGroupDeleted;
import myidc.tenancy.event.UserGroupEvent.UserGroupGranted;
import myidc.tenancy.event.UserGroupEvent.UserGroupJoined;
import myidc.tenancy.event.UserGroupEvent.UserGroupLabelled;
import myidc.tenancy.event.UserGroupEvent.UserGroupLeft;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestTransaction
class UserGroupTest {
    private static final UserGroupId GROUP = new UserGroupId(900_001);
    private static final UserGroupId OTHER = new UserGroupId(900_002);
    private static final TenantId TENANT = new TenantId(900_001);
    private static final UserGroupCreated CREATED = new UserGroupCreated(GROUP, TENANT, "Auditors");
    private static final Grants READING = new Grants("read_only", List.of(), Map.of());

    @Inject
    Claims claims;

    private FixtureConfiguration<UserGroup> group;

    @BeforeEach
    void withClaims() {
        group = new AggregateTestFixture<>(UserGroup.class);
        group.registerInjectableResource(claims);
    }

    @Test
    void aLabelIsTakenWhateverItsCaseUntilItIsGivenBack() {
        group.givenNoPriorActivity()
                .when(new CreateUserGroup(GROUP, TENANT, " Auditors "))
                .expectEvents(CREATED);
        withClaims();
        group.givenNoPriorActivity()
                .when(new CreateUserGroup(OTHER, TENANT, "auditors"))
                .expectNoEvents()
                .expectException(refusedFor(TenancyRefusal.USER_GROUP_LABEL_TAKEN));
        withClaims();
        group.given(CREATED).when(new DeleteUserGroup(GROUP)).expectEvents(new UserGroupDeleted(GROUP));
        withClaims();
        group.givenNoPriorActivity()
                .when(new CreateUserGroup(OTHER, TENANT, "auditors"))
                .expectEvents(new UserGroupCreated(OTHER, TENANT, "auditors"));
    }

    @Test
    void aLabelIsText() {
        for (String label : List.of(" ", "x".repeat(65))) {
            withClaims();
            group.given(CREATED)
                    .when(new LabelUserGroup(GROUP, label))
                    .expectNoEvents()
                    .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        }
    }

    @Test
    void anotherCaseOfItsOwnLabelIsFree() {
        group.given(CREATED)
                .when(new LabelUserGroup(GROUP, "auditors"))
                .expectEvents(new UserGroupLabelled(GROUP, "auditors"));
    }

    @Test
    void whoIsNotNamedLeavesAndWhoIsNewJoins() {
        group.given(CREATED, joined(1), joined(2))
                .when(new SetUserGroupMembers(GROUP, people(3, 2, 3)))
                .expectEvents(new UserGroupLeft(GROUP, new PersonId(1)), joined(3));
        group.given(CREATED, joined(2))
                .when(new SetUserGroupMembers(GROUP, people(2)))
                .expectNoEvents();
    }

    @Test
    void theSameGrantsChangeNothing() {
        group.given(CREATED)
                .when(new GrantUserGroup(GROUP, READING))
                .expectEvents(new UserGroupGranted(GROUP, READING));
        group.given(CREATED, new UserGroupGranted(GROUP, READING))
                .when(new GrantUserGroup(GROUP, READING))
                .expectNoEvents();
    }

    @Test
    void aDeletedGroupTakesNothing() {
        for (UserGroupCommand command : List.of(
                new LabelUserGroup(GROUP, "x"),
                new GrantUserGroup(GROUP, READING),
                new SetUserGroupMembers(GROUP, people(1)),
                new DeleteUserGroup(GROUP))) {
            withClaims();
            group.given(CREATED, new UserGroupDeleted(GROUP))
                    .when(command)
                    .expectNoEvents()
                    .expectException(refusedFor(TenancyRefusal.USER_GROUP_NOT_FOUND));
        }
    }

    private static UserGroupJoined joined(long person) {
        return new UserGroupJoined(GROUP, new PersonId(person));
    }

    private static List<PersonId> people(long... numbers) {
        return Arrays.stream(numbers).mapToObj(PersonId::new).toList();
    }
}
