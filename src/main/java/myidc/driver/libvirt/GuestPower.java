package myidc.driver.libvirt;

import java.time.Duration;
import myidc.compute.port.MachineRoom.RoomFailed;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo.DomainState;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/**
 * Switches one guest on and off. A libvirt that ends just as it begins a copy of a running guest believes ever after that
 * the copy goes on, and starts the guest no more once it is off; one that it forgets and is told anew is free of that.
 */
final class GuestPower {
    private static final Duration START_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    /** VIR_DOMAIN_XML_SECURE: with what only whoever may change the guest may read. */
    private static final int SECURE = 1;

    /** VIR_DOMAIN_UNDEFINE_KEEP_NVRAM. */
    private static final int KEEP_FIRMWARE = 8;

    private final Connect host;
    private Domain guest;

    GuestPower(Connect host, Domain guest) {
        this.host = host;
        this.guest = guest;
    }

    /** One that is on stays so; one that was halted goes on. */
    void on() throws LibvirtException {
        if (guest.isActive() == 0) {
            GpuSlices.make(host, guest);
            try {
                guest.create();
            } catch (LibvirtException e) {
                if (LibvirtRoom.code(e) != ErrorNumber.VIR_ERR_OPERATION_TIMEOUT || guest.isActive() == 1) {
                    throw e;
                }
                renew();
                guest.create();
            }
        }
        go();
    }

    /** Asks the guest to end, and ends it when it has not by then. */
    void off(Duration grace) throws LibvirtException {
        if (guest.isActive() == 0) {
            return;
        }
        boolean lost = hasLostCopy(guest);
        end(grace);
        if (lost && guest.isActive() == 0) {
            renew();
        }
    }

    /** Whether libvirt believes that the running guest is being copied and knows nothing of the copy. */
    static boolean hasLostCopy(Domain guest) throws LibvirtException {
        try {
            guest.getJobInfo();
            return false;
        } catch (LibvirtException e) {
            return LibvirtRoom.code(e) == ErrorNumber.VIR_ERR_INTERNAL_ERROR && guest.isActive() == 1;
        }
    }

    /** A memory that was saved is kept, since libvirt refuses to forget a guest that has one. */
    private void renew() throws LibvirtException {
        String document = guest.getXMLDesc(GuestXml.INACTIVE | SECURE);
        boolean startsWithHost = guest.getAutostart();
        guest.undefine(KEEP_FIRMWARE);
        guest = host.domainDefineXML(document);
        guest.setAutostart(startsWithHost);
    }

    /** A guest is active before its processors run; one that someone halted goes on. */
    private void go() throws LibvirtException {
        long end = System.nanoTime() + START_WITHIN.toNanos();
        while (guest.getInfo().state == DomainState.VIR_DOMAIN_PAUSED) {
            if (System.nanoTime() > end) {
                guest.resume();
                return;
            }
            pause();
        }
    }

    private void end(Duration grace) throws LibvirtException {
        long end = System.nanoTime() + grace.toNanos();
        try {
            guest.shutdown();
            while (guest.isActive() == 1 && System.nanoTime() < end) {
                pause();
            }
            if (guest.isActive() == 1) {
                guest.destroy();
            }
        } catch (LibvirtException e) {
            if (LibvirtRoom.code(e) != ErrorNumber.VIR_ERR_OPERATION_INVALID || guest.isActive() == 1) {
                throw e;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoomFailed("interrupted", e);
        }
    }
}
