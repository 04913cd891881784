package myidc.tenancy;

import java.util.List;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.UserGroupId;
import myidc.tenancy.event.Grants;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a group of users. */
public sealed interface UserGroupCommand {
    record CreateUserGroup(@TargetAggregateIdentifier UserGroupId userGroupId, TenantId tenantId, String label)
            implements UserGroupCommand {}

    record LabelUserGroup(@TargetAggregateIdentifier UserGroupId userGroupId, String label)
            implements UserGroupCommand {}

    record GrantUserGroup(@TargetAggregateIdentifier UserGroupId userGroupId, Grants grants)
            implements UserGroupCommand {}

    /** From now on these are in the group, and nobody else. */
    record SetUserGroupMembers(@TargetAggregateIdentifier UserGroupId userGroupId, List<PersonId> members)
            implements UserGroupCommand {}

    record DeleteUserGroup(@TargetAggregateIdentifier UserGroupId userGroupId) implements UserGroupCommand {}
}
