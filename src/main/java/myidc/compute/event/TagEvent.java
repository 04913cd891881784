package myidc.compute.event;

import myidc.shared.id.TagId;
import myidc.shared.id.TenantId;

/** The life of a tag that a tenant made by itself; what bears it is told by the facts of that thing. */
public sealed interface TagEvent {
    TagId tagId();

    record TagCreated(TagId tagId, TenantId tenantId, String label) implements TagEvent {}

    record TagDropped(TagId tagId) implements TagEvent {}
}
