package myidc.compute.event;

import myidc.shared.id.InstanceId;

/** Who opened a guest's console, and when. Part of the life told by {@link InstanceEvent}. */
public sealed interface ConsoleEvent {
    InstanceId instanceId();

    /** What passes through it is not kept. */
    record ConsoleOpened(InstanceId instanceId, Kind kind) implements ConsoleEvent {}

    /** What a console shows. */
    enum Kind {
        /** The guest's serial line, as bytes. */
        TEXT,
        /** The guest's graphics, by the RFB protocol (RFC 6143). */
        SCREEN
    }
}
