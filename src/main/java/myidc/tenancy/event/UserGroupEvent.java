package myidc.tenancy.event;

import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.UserGroupId;

/** The life of a group of a tenant's users. */
public sealed interface UserGroupEvent {
    UserGroupId userGroupId();

    /** There is a group, empty and without grants. */
    record UserGroupCreated(UserGroupId userGroupId, TenantId tenantId, String label) implements UserGroupEvent {}

    /** The group is called otherwise. */
    record UserGroupLabelled(UserGroupId userGroupId, String label) implements UserGroupEvent {}

    /** Restricted users in the group have these grants beside their own from now on. */
    record UserGroupGranted(UserGroupId userGroupId, Grants grants) implements UserGroupEvent {}

    /** The person has what the group is granted. */
    record UserGroupJoined(UserGroupId userGroupId, PersonId personId) implements UserGroupEvent {}

    /** The person has no longer what the group is granted. */
    record UserGroupLeft(UserGroupId userGroupId, PersonId personId) implements UserGroupEvent {}

    /** The group is gone, and what it granted with it. */
    record UserGroupDeleted(UserGroupId userGroupId) implements UserGroupEvent {}
}
