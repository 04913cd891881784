package myidc.compute.port;

import myidc.compute.event.QueuedDeed;
import myidc.shared.id.InstanceId;

/** Does what waited for a guest and takes more than the guest, by the rules of one who asks for it now. */
public interface QueuedDeeds {
    /** Begins it; refused as it would be for its tenant. Nothing is begun twice. */
    void begin(InstanceId guest, QueuedDeed deed);
}
