package myidc.platform.ops;

import myidc.shared.id.TenantId;

/** Whose a thing is; contexts answer for their own kinds. */
public interface LiveAudience {
    /** Whether the thing, such as {@code instance-42}, belongs to the tenant; false for kinds of other contexts. */
    boolean owns(TenantId tenant, String thing);
}
