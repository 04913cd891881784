package myidc.inventory.event;

import myidc.shared.id.CordId;
import myidc.shared.id.DeviceId;
import myidc.shared.id.PowerNodeId;

/** The life of a power cord. */
public sealed interface CordEvent {
    CordId cordId();

    /** A power supply of a device was plugged into an outlet; both are numbered from 1. */
    record CordPlugged(CordId cordId, DeviceId deviceId, int psu, PowerNodeId powerNodeId, int outlet)
            implements CordEvent {}

    /** A cord was pulled. */
    record CordPulled(CordId cordId) implements CordEvent {}
}
