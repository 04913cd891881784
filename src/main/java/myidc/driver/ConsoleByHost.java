package myidc.driver;

import jakarta.inject.Singleton;
import java.util.Optional;
import myidc.compute.event.ConsoleEvent.Kind;
import myidc.compute.port.GuestConsoles;
import myidc.compute.read.Hosts;
import myidc.driver.libvirt.LibvirtConsoles;
import myidc.driver.simulated.SimulatedConsoles;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;

/** Consoles of real guests where a host is connected, of simulated ones where it is not. */
@Singleton
public final class ConsoleByHost implements GuestConsoles {
    private final Hosts hosts;
    private final LibvirtConsoles real;
    private final SimulatedConsoles simulated;

    ConsoleByHost(Hosts hosts, LibvirtConsoles real, SimulatedConsoles simulated) {
        this.hosts = hosts;
        this.real = real;
        this.simulated = simulated;
    }

    @Override
    public Line open(HostId host, InstanceId guest, Kind kind, Viewer viewer) {
        Optional<String> uri = hosts.uri(host);
        return uri.map(known -> real.open(known, guest, kind, viewer))
                .orElseGet(() -> simulated.open(host, guest, kind, viewer));
    }
}
