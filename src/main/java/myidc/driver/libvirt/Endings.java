package myidc.driver.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import myidc.compute.port.MachineRoom.Ending;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.shared.id.InstanceId;
import org.libvirt.Connect;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;

/** Why a guest is off: https://libvirt.org/html/libvirt-libvirt-domain.html#virDomainShutoffReason, which the binding lacks. */
final class Endings {
    /** VIR_DOMAIN_SHUTOFF. */
    private static final int OFF = 5;

    /** VIR_DOMAIN_SHUTOFF_SHUTDOWN; one that was switched off from outside is DESTROYED, one that came with its host UNKNOWN. */
    private static final int SHUT_DOWN = 1;

    /** VIR_DOMAIN_SHUTOFF_CRASHED. */
    private static final int CRASHED = 3;

    private Endings() {}

    static Ending of(Connect host, InstanceId guest) {
        DomainPointer domain =
                Libvirt.INSTANCE.virDomainLookupByName(((OpenHost) host).connection(), GuestXml.name(guest));
        if (domain == null) {
            return Ending.OTHERWISE;
        }
        try {
            IntByReference state = new IntByReference();
            IntByReference reason = new IntByReference();
            if (NativeDomains.LIBRARY.virDomainGetState(domain, state, reason, 0) != 0) {
                throw new RoomFailed("the host does not tell why " + guest + " is off");
            }
            return state.getValue() == OFF ? of(reason.getValue()) : Ending.OTHERWISE;
        } finally {
            Libvirt.INSTANCE.virDomainFree(domain);
        }
    }

    private static Ending of(int reason) {
        return switch (reason) {
            case SHUT_DOWN -> Ending.SHUT_DOWN;
            case CRASHED -> Ending.CRASHED;
            default -> Ending.OTHERWISE;
        };
    }

    /** What the binding lacks. */
    interface NativeDomains extends Library {
        NativeDomains LIBRARY = Native.load("virt", NativeDomains.class);

        /** 0, or -1 when it failed. */
        int virDomainGetState(DomainPointer domain, IntByReference state, IntByReference reason, int flags);
    }
}
