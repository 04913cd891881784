package myidc.compute.placement;

import myidc.compute.event.Resources;
import myidc.shared.id.HostId;

/**
 * A host as placement sees it.
 *
 * @param state ACTIVE hosts alone take new guests
 * @param most what may be promised of it
 * @param reserved what is
 * @param encrypted whether it keeps disks on encrypted storage
 */
public record HostRoom(HostId hostId, String state, Resources most, Resources reserved, boolean encrypted) {}
