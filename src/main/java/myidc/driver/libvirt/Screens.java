package myidc.driver.libvirt;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.shared.id.InstanceId;
import myidc.tenancy.Secrets;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;
import org.w3c.dom.Element;

/** Where a guest's screen is shown, and a password that lets one in, once. */
final class Screens {
    private static final int LIVE = 1;
    /** Of random bytes told as hex, since the protocol takes eight characters. */
    static final int PASSWORD_BYTES = 4;

    static final String LOCAL = "127.0.0.1";
    private static final Set<String> ANY = Set.of("0.0.0.0", "::");

    private Screens() {}

    /** Libvirt of this machine opens a socket to the screen, wherever it is shown, and answers for whoever is let in. */
    static ScreenWay local(HostLink link, InstanceId guest, Duration limit) {
        AtomicBoolean late = new AtomicBoolean();
        try {
            return link.call(limit, host -> {
                LocalScreen screen = new LocalScreen(file((OpenHost) host, guest));
                if (late.get()) {
                    screen.close();
                }
                return screen;
            });
        } catch (RoomFailed e) {
            late.set(true);
            throw e;
        }
    }

    private static int file(OpenHost host, InstanceId guest) throws LibvirtException {
        DomainPointer domain = Libvirt.INSTANCE.virDomainLookupByName(host.connection(), GuestXml.name(guest));
        if (domain == null) {
            throw new RoomFailed(guest + " is not defined on its host");
        }
        try {
            int file = NativeConsoles.LIBRARY.virDomainOpenGraphicsFD(domain, 0, NativeConsoles.SKIP_PASSWORD);
            if (file < 0) {
                throw new RoomFailed(guest + " shows no screen; does it run?");
            }
            return file;
        } finally {
            Libvirt.INSTANCE.virDomainFree(domain);
        }
    }

    static Screen find(HostLink link, String uri, InstanceId guest, Duration limit) {
        return link.call(limit, host -> {
            Domain domain = host.domainLookupByName(GuestXml.name(guest));
            Element graphics = graphics(domain);
            if (domain.isActive() == 0 || graphics == null) {
                throw new RoomFailed(guest + " shows no screen; does it run?");
            }
            String password = Secrets.hex(PASSWORD_BYTES);
            domain.updateDeviceFlags(letIn(graphics, password), LIVE);
            return new Screen(
                    new InetSocketAddress(
                            reachable(uri, graphics.getAttribute("listen")),
                            Integer.parseInt(graphics.getAttribute("port"))),
                    password);
        });
    }

    /** Lets nobody in any more who is not in already: the password is one that nobody was told. */
    static void shut(HostLink link, InstanceId guest, Duration limit) {
        link.call(limit, host -> {
            Domain domain = host.domainLookupByName(GuestXml.name(guest));
            Element graphics = graphics(domain);
            if (graphics != null) {
                domain.updateDeviceFlags(letIn(graphics, Secrets.hex(PASSWORD_BYTES)), LIVE);
            }
            return true;
        });
    }

    private static @Nullable Element graphics(Domain domain) throws LibvirtException {
        Element graphics = (Element)
                Xml.read(domain.getXMLDesc(0)).getElementsByTagName("graphics").item(0);
        return graphics == null || graphics.getAttribute("port").startsWith("-") ? null : graphics;
    }

    private static String letIn(Element graphics, String password) {
        return Xml.document(
                "graphics",
                inside -> inside.empty("listen", "type", "address", "address", graphics.getAttribute("listen")),
                "type",
                "vnc",
                "port",
                graphics.getAttribute("port"),
                "autoport",
                graphics.getAttribute("autoport"),
                "websocket",
                graphics.getAttribute("websocket"),
                "listen",
                graphics.getAttribute("listen"),
                "passwd",
                password,
                "connected",
                "keep");
    }

    /** A screen that is shown at all of the host's addresses is looked at by the one that the portal knows it by. */
    private static String reachable(String uri, String listen) {
        String host = String.valueOf(URI.create(uri).getHost());
        if (listen.isEmpty() || listen.equals(LOCAL) || listen.equals("::1")) {
            throw new RoomFailed(
                    "the screen is shown on its host alone: myidc.libvirt.screen-listen says where guests show theirs from their next start on");
        }
        return ANY.contains(listen) ? host : listen;
    }

    /**
     * A screen.
     *
     * @param password of at most eight characters, as the protocol has it
     */
    record Screen(InetSocketAddress at, String password) {
        @Override
        public String toString() {
            return "Screen[" + at + "]";
        }
    }
}
