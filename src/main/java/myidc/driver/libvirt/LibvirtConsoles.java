package myidc.driver.libvirt;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import myidc.compute.event.ConsoleEvent.Kind;
import myidc.compute.port.GuestConsoles.Line;
import myidc.compute.port.GuestConsoles.Viewer;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.libvirt.Screens.Screen;
import myidc.shared.id.InstanceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Consoles of guests on hosts that libvirt answers for. */
@Singleton
public final class LibvirtConsoles {
    private final HostLinks links;
    private final Duration limit;

    LibvirtConsoles(
            HostLinks links,
            @ConfigProperty(name = "myidc.libvirt.console-limit", defaultValue = "10s") Duration limit) {
        this.links = links;
        this.limit = limit;
    }

    /**
     * Opens a console of a guest on the host that answers there.
     *
     * @param uri as {@link myidc.compute.HostUri} lets pass
     */
    public Line open(String uri, InstanceId guest, Kind kind, Viewer viewer) {
        HostLink link = links.to(uri);
        return switch (kind) {
            case TEXT -> TextLine.open(link, limit, guest, viewer);
            case SCREEN -> screen(link, uri, guest, viewer);
        };
    }

    private Line screen(HostLink link, String uri, InstanceId guest, Viewer viewer) {
        if (URI.create(uri).getHost() == null) {
            return ScreenLine.open(Screens.local(link, guest, limit), "", limit, viewer);
        }
        Screen screen = Screens.find(link, uri, guest, limit);
        ScreenLine line = ScreenLine.open(way(screen), screen.password(), limit, viewer);
        try {
            Screens.shut(link, guest, limit);
        } catch (RoomFailed e) {
            line.close();
            throw e;
        }
        return line;
    }

    private ScreenWay way(Screen screen) {
        try {
            return ScreenWay.to(screen.at(), limit);
        } catch (IOException e) {
            throw new RoomFailed("the screen at " + screen.at() + " cannot be reached: " + e.getMessage(), e);
        }
    }
}
