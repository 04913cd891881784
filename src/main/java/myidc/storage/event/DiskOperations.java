package myidc.storage.event;

import myidc.shared.id.InstanceId;

/**
 * What a host counted for a disk since its guest was started; a guest that starts anew is counted from zero.
 *
 * @param device as the guest sees it, such as {@code vda}
 */
public record DiskOperations(InstanceId guest, String device, long reads, long writes) {}
