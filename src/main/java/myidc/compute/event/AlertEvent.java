package myidc.compute.event;

import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;

/** When a guest uses more than its tenant cares for. Part of the life told by {@link InstanceEvent}. */
public sealed interface AlertEvent {
    InstanceId instanceId();

    /** Above what its tenant is told of the guest's use. */
    record AlertLevelsSet(InstanceId instanceId, AlertLevels levels) implements AlertEvent {}

    /**
     * The guest used more than its level of something.
     *
     * @param alert CPU, NETWORK_IN, NETWORK_OUT, TRANSFER_QUOTA or IO
     * @param measured the average of two hours, or of the quota the part used this month; in the unit of the level
     */
    record AlertRaised(InstanceId instanceId, TenantId tenantId, String label, String alert, long measured, int level)
            implements AlertEvent {}

    /** It uses no more than its level any longer; what is told is as in {@link AlertRaised}. */
    record AlertEnded(InstanceId instanceId, TenantId tenantId, String label, String alert, long measured, int level)
            implements AlertEvent {}
}
