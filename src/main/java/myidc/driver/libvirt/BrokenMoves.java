package myidc.driver.libvirt;

import jakarta.inject.Singleton;
import java.time.Duration;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.shared.id.InstanceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo.DomainState;
import org.libvirt.LibvirtException;

/**
 * Ends moves that broke off. A guest that comes in while it runs stays halted until its move is known to have ended well, so
 * that one that runs on the host it leaves is there, whatever the other host has of it.
 */
@Singleton
public final class BrokenMoves {
    private final HostLinks links;
    private final LibvirtRoom room;
    private final Duration limit;

    BrokenMoves(
            HostLinks links,
            LibvirtRoom room,
            @ConfigProperty(name = "myidc.libvirt.call-limit", defaultValue = "45s") Duration limit) {
        this.links = links;
        this.room = room;
        this.limit = limit;
    }

    /**
     * Whether the guest is on the host it was to go to; where neither has it running, it goes on there where it can.
     *
     * @param ran whether it was moved while it ran
     */
    public boolean settle(String from, String to, Guest guest, boolean ran) {
        boolean arrived = switch (verdict(ask(from, guest.id()), ask(to, guest.id()), ran)) {
            case STAYED -> false;
            case ARRIVED -> true;
            case ARRIVED_IF_WHOLE -> isWhole(to, guest);
            case BOTH ->
                throw new RoomFailed(guest.id() + " runs on " + from + " and on " + to
                        + ", of which only one may be: end one of them there");
            case UNKNOWN ->
                throw new RoomFailed("a host is silent that may have " + guest.id() + ": " + from + " or " + to);
        };
        goOn(arrived ? to : from, guest.id());
        return arrived;
    }

    static Verdict verdict(Standing here, Standing there, boolean ran) {
        return switch (here) {
            case RUNNING -> there == Standing.RUNNING ? Verdict.BOTH : Verdict.STAYED;
            case HALTED ->
                switch (there) {
                    case RUNNING -> Verdict.ARRIVED;
                    case OFF -> Verdict.ARRIVED_IF_WHOLE;
                    case ABSENT, HALTED -> Verdict.STAYED;
                    case SILENT -> Verdict.UNKNOWN;
                };
            case OFF ->
                switch (there) {
                    case RUNNING, HALTED -> Verdict.ARRIVED;
                    case OFF -> Verdict.ARRIVED_IF_WHOLE;
                    case ABSENT -> Verdict.STAYED;
                    case SILENT -> ran ? Verdict.UNKNOWN : Verdict.STAYED;
                };
            case ABSENT ->
                switch (there) {
                    case RUNNING, HALTED, OFF -> Verdict.ARRIVED;
                    case ABSENT -> Verdict.STAYED;
                    case SILENT -> Verdict.UNKNOWN;
                };
            case SILENT ->
                switch (there) {
                    case RUNNING -> Verdict.ARRIVED;
                    case OFF -> ran ? Verdict.UNKNOWN : Verdict.ARRIVED;
                    case ABSENT -> Verdict.STAYED;
                    case HALTED, SILENT -> Verdict.UNKNOWN;
                };
        };
    }

    /** Takes away what the host has of a guest that is elsewhere; one that runs there is left to whoever runs it. */
    public void clear(String uri, InstanceId guest, boolean files) {
        if (links.to(uri).call(limit, host -> standing(host, guest)) == Standing.RUNNING) {
            throw new RoomFailed(guest + " runs on " + uri + " and is to be on another host alone");
        }
        room.leave(uri, guest, files);
    }

    /** A guest that a move left halted runs on. */
    public void goOn(String uri, InstanceId guest) {
        Standing now = ask(uri, guest);
        if (now == Standing.HALTED) {
            links.to(uri).call(limit, host -> {
                Domain domain = LibvirtRoom.find(host, guest);
                if (domain != null) {
                    domain.resume();
                }
                return true;
            });
        }
    }

    private boolean isWhole(String uri, Guest guest) {
        return links.to(uri).call(limit, host -> new GuestDisks(host, HostKind.of(host)).areWhole(guest));
    }

    private Standing ask(String uri, InstanceId guest) {
        try {
            return links.to(uri).call(limit, host -> standing(host, guest));
        } catch (RoomFailed e) {
            return Standing.SILENT;
        }
    }

    static Standing standing(Connect host, InstanceId guest) throws LibvirtException {
        Domain domain = LibvirtRoom.find(host, guest);
        if (domain == null) {
            return Standing.ABSENT;
        }
        if (domain.isActive() == 0) {
            return Standing.OFF;
        }
        return domain.getInfo().state == DomainState.VIR_DOMAIN_PAUSED ? Standing.HALTED : Standing.RUNNING;
    }

    /** What a host has of a guest, as far as it says. */
    enum Standing {
        ABSENT,
        OFF,
        /** It is in the host's memory, and its processors stand still. */
        HALTED,
        RUNNING,
        SILENT
    }

    /** Where a guest is after a move that broke off. */
    enum Verdict {
        STAYED,
        ARRIVED,
        /** On the other host if its disks are whole there. */
        ARRIVED_IF_WHOLE,
        BOTH,
        UNKNOWN
    }
}
