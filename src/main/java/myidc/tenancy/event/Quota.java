package myidc.tenancy.event;

import org.jspecify.annotations.Nullable;

/**
 * How much a tenant's guests may take together; null where there is no limit.
 *
 * @param memoryMb memory in MiB
 */
public record Quota(
        @Nullable Integer instances,
        @Nullable Integer vcpus,
        @Nullable Long memoryMb) {
    public static final Quota UNLIMITED = new Quota(null, null, null);
}
