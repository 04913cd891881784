package myidc.driver.libvirt;

import org.jboss.logging.Logger;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;

/** Libvirt's own loop, without which no connection is found dead; it has to be there before the first connection. */
final class EventLoop {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);
    /** Each error is thrown where it happens; libvirt would print it as well. */
    private static final VirErrorCallback QUIET = (data, error) -> {};

    private static boolean started;

    private EventLoop() {}

    static synchronized void start() throws LibvirtException {
        if (started) {
            return;
        }
        Connect.setErrorCallback(QUIET);
        Library.initEventLoop();
        Thread.ofPlatform().daemon().name("libvirt-events").start(EventLoop::run);
        started = true;
    }

    private static void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Library.processEvent();
            } catch (LibvirtException e) {
                LOG.warn("An event of libvirt could not be handled", e);
            }
        }
    }
}
