package myidc.compute.port;

import myidc.compute.event.ConsoleEvent.Kind;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;

/** Consoles of guests that run, as streams of bytes. */
public interface GuestConsoles {
    /**
     * Opens a console. Of a guest's text consoles the one opened last has the line; the others end.
     *
     * @throws MachineRoom.RoomFailed when the guest does not run there, or the host gives no answer
     */
    Line open(HostId host, InstanceId guest, Kind kind, Viewer viewer);

    /** Who looks at a console. Calls come one after the other, and none may wait. */
    interface Viewer {
        void bytes(byte[] piece);

        /** Nothing comes after this: the guest stopped, its host is gone, or another has the line. */
        void ended(String why);
    }

    /** An open console. */
    interface Line extends AutoCloseable {
        /**
         * What the viewer typed; of a screen, what the viewer's client says by RFB. May wait for the host.
         *
         * @throws MachineRoom.RoomFailed when it does not reach the guest
         */
        void type(byte[] piece);

        /** While held, the console tells the viewer nothing, which slows what the guest writes. */
        void hold(boolean held);

        /** Closing twice is no error, and does not tell the viewer that it ended. */
        @Override
        void close();
    }
}
