package myidc.driver.libvirt;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import myidc.compute.event.CopyKind;
import myidc.compute.event.Deviation;
import myidc.compute.event.Resources;
import myidc.compute.port.HostProbe;
import myidc.compute.port.MachineRoom.Copy;
import myidc.compute.port.MachineRoom.Ending;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.MachineRoom.Wire;
import myidc.driver.libvirt.DiskCopies.DiskCopy;
import myidc.driver.libvirt.GpuXml.Slice;
import myidc.network.event.FirewallRules;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.NodeInfo;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;

/** Guests on hosts that libvirt answers for; {@link RoomByHost} says which those are. */
@Singleton
public final class LibvirtRoom implements HostProbe {
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(5);
    private static final Duration COPIES_WITHIN = Duration.ofSeconds(20);

    /** With the saved state, the snapshots' records and the firmware's variables: VIR_DOMAIN_UNDEFINE_*. */
    private static final int UNDEFINE_ALL = 1 | 2 | 4;

    private static final int GUESTS_MAX = 10_000;

    private final HostLinks links;
    private final Duration limit;
    private final HostNet net;
    private final long growsFromMb;
    private final ToldFilters filters;

    @Inject
    LibvirtRoom(
            HostLinks links,
            ToldFilters filters,
            @ConfigProperty(name = "myidc.libvirt.call-limit", defaultValue = "45s") Duration limit,
            @ConfigProperty(name = "myidc.libvirt.public-bridge", defaultValue = "br-public") String publicBridge,
            @ConfigProperty(name = "myidc.libvirt.screen-listen", defaultValue = Screens.LOCAL) String screenListen,
            @ConfigProperty(name = "myidc.libvirt.grows-from-mb", defaultValue = "3584") long growsFromMb) {
        this(links, filters, limit, new HostNet(publicBridge, screenListen), growsFromMb);
    }

    LibvirtRoom(HostLinks links, ToldFilters filters, Duration limit, HostNet net, long growsFromMb) {
        this.links = links;
        this.filters = filters;
        this.limit = limit;
        this.net = net;
        this.growsFromMb = growsFromMb;
    }

    public void define(String uri, Guest guest) {
        HostLink link = links.to(uri);
        copy(link, link.call(limit, host -> new GuestDisks(host, HostKind.of(host)).copies(guest)));
        keep(uri, guest.id(), link.call(limit, host -> {
            HostKind kind = HostKind.of(host);
            GuestDisks disks = new GuestDisks(host, kind);
            Domain present = find(host, guest.id());
            List<Slice> before = present == null ? List.of() : GpuXml.slices(present.getXMLDesc(GuestXml.INACTIVE));
            GuestLayout layout = disks.hold(guest, present);
            filter(host, kind, guest);
            String document = ToldGuest.in(GuestXml.of(guest, kind, layout, net, growsFromMb));
            Domain defined = host.domainDefineXML(document);
            GpuSlices.drop(host, before, GpuXml.slices(document));
            disks.prune(guest);
            return told(host, kind, guest.id(), defined);
        }));
    }

    /** How the filter is now that it was set; empty where the host has none. */
    private static Optional<String> told(Connect host, HostKind kind, InstanceId guest, Domain domain)
            throws LibvirtException {
        return kind.filters() ? Optional.of(SeenFilter.of(host, guest, domain).told()) : Optional.empty();
    }

    private void keep(String uri, InstanceId guest, Optional<String> told) {
        told.ifPresent(each -> filters.keep(uri, guest, each));
    }

    /** Makes a guest larger while it runs, from its next start on as well; false when it cannot be, and then it is as it was. */
    public boolean grow(String uri, Guest guest) {
        HostLink link = links.to(uri);
        boolean able = guest.start().rescue() == null
                && link.call(limit, host -> {
                    Domain domain = known(host, guest.id(), uri);
                    GuestGrowth missing =
                            domain.isActive() == 1 && HostKind.of(host).files()
                                    ? GuestGrowth.missing(domain.getXMLDesc(0), guest)
                                    : null;
                    if (missing != null) {
                        missing.plugInto(domain);
                    }
                    return missing != null;
                });
        if (able) {
            define(uri, guest);
        }
        return able;
    }

    private static void copy(HostLink link, List<DiskCopy> copies) {
        if (!copies.isEmpty()) {
            link.lengthy(DiskCopy.name(copies), COPIES_WITHIN, host -> {
                new DiskCopies(host).make(copies);
                return true;
            });
        }
    }

    /** Copies what the disks hold at one instant, into files of the pool. */
    public void backUp(String uri, Copy copy) {
        HostLink link = links.to(uri);
        copy(link, link.call(limit, host -> {
            HostFiles files = new HostFiles(host);
            StoragePool pool = files.pool(HostFiles.poolName(copy.pool()));
            List<DiskCopy> copies = new ArrayList<>();
            for (DiskId disk : copy.disks()) {
                StorageVol source = files.anywhere(HostFiles.disk(copy.seat().guest(), disk));
                if (source == null) {
                    throw new RoomFailed(disk + " is not there");
                }
                copies.add(new DiskCopy(
                        source.getPath(), pool.getName(), HostFiles.backup(copy.id(), disk), CopyKind.FULL));
            }
            return copies;
        }));
    }

    /** Frees what the host has of the backup. */
    public void removeBackup(String uri, BackupId backup) {
        links.to(uri).call(limit, host -> {
            new HostFiles(host).deleteAll(file -> file.startsWith("backup-" + backup.value() + "-"));
            return true;
        });
    }

    public void filter(String uri, InstanceId guest, @Nullable FirewallRules rules, List<Wire> wires) {
        keep(uri, guest, links.to(uri).call(limit, host -> {
            Domain domain = known(host, guest, uri);
            HostKind kind = HostKind.of(host);
            filter(host, kind, guest, rules, wires);
            if (kind.filters()) {
                new WireFilters(guest, net.publicBridge()).renew(domain, wires);
            }
            return told(host, kind, guest, domain);
        }));
    }

    /** Rules that a host cannot hold to are an error; that it cannot hold to none is none. */
    private static void filter(
            Connect host, HostKind kind, InstanceId guest, @Nullable FirewallRules rules, List<Wire> wires)
            throws LibvirtException {
        if (kind.filters()) {
            host.networkFilterDefineXML(FilterXml.of(guest, rules, wires)).free();
        } else if (rules != null) {
            throw new RoomFailed("the host cannot filter what passes its guests' interfaces");
        }
    }

    private static void filter(Connect host, HostKind kind, Guest guest) throws LibvirtException {
        filter(host, kind, guest.id(), guest.filter(), GuestXml.wires(guest));
    }

    public void start(String uri, InstanceId guest) {
        links.to(uri).call(limit, host -> {
            new GuestPower(host, known(host, guest, uri)).on();
            return true;
        });
    }

    public void stop(String uri, InstanceId guest, Duration grace) {
        links.to(uri).call(limit.plus(grace), host -> {
            new GuestPower(host, known(host, guest, uri)).off(grace);
            return true;
        });
    }

    public void reboot(String uri, InstanceId guest, Duration grace) {
        links.to(uri).call(limit.plus(grace), host -> {
            GuestPower power = new GuestPower(host, known(host, guest, uri));
            power.off(grace);
            power.on();
            return true;
        });
    }

    /** What may pass a guest that is about to come, of which nothing is there yet. */
    void filter(HostLink link, Guest guest) {
        link.call(limit, host -> {
            filter(host, HostKind.of(host), guest);
            return true;
        });
    }

    public void undefine(String uri, InstanceId guest) {
        leave(uri, guest, true);
    }

    /** Makes the host forget the guest, and free its files if it is to. */
    void leave(String uri, InstanceId guest, boolean files) {
        links.to(uri).call(limit, host -> {
            Domain domain = find(host, guest);
            if (domain != null) {
                if (domain.isActive() == 1) {
                    domain.destroy();
                }
                List<Slice> slices = GpuXml.slices(domain.getXMLDesc(GuestXml.INACTIVE));
                forget(domain);
                GpuSlices.drop(host, slices, List.of());
            }
            if (HostKind.of(host).filters()) {
                unfilter(host, guest);
            }
            if (files) {
                new GuestDisks(host, HostKind.of(host)).remove(guest);
            }
            return true;
        });
        filters.forget(uri, guest);
    }

    /** The imitation of a host takes no flags. */
    static void forget(Domain domain) throws LibvirtException {
        try {
            domain.undefine(UNDEFINE_ALL);
        } catch (LibvirtException e) {
            if (code(e) != ErrorNumber.VIR_ERR_INVALID_ARG && code(e) != ErrorNumber.VIR_ERR_NO_SUPPORT) {
                throw e;
            }
            domain.undefine();
        }
    }

    private static void unfilter(Connect host, InstanceId guest) throws LibvirtException {
        try {
            host.networkFilterLookupByName(FilterXml.name(guest)).undefine();
        } catch (LibvirtException e) {
            if (code(e) != ErrorNumber.VIR_ERR_NO_NWFILTER) {
                throw e;
            }
        }
    }

    public Power state(String uri, InstanceId guest) {
        return links.to(uri).call(limit, host -> state(host, guest));
    }

    public Ending ending(String uri, InstanceId guest) {
        return links.to(uri).call(limit, host -> Endings.of(host, guest));
    }

    public List<Deviation> deviations(String uri, Guest guest) {
        String filter = filters.of(uri, guest.id());
        return links.to(uri).call(limit, host -> ToldGuest.deviations(host, guest, filter));
    }

    private static Power state(Connect host, InstanceId guest) throws LibvirtException {
        Domain domain = find(host, guest);
        return domain == null ? Power.ABSENT : domain.isActive() == 1 ? Power.RUNNING : Power.OFF;
    }

    @Override
    public Seen look(String uri) {
        return links.to(uri).call(LOOK_WITHIN, host -> {
            NodeInfo node = host.nodeInfo();
            long version = host.getVersion();
            return new Seen(
                    host.getHostName(),
                    host.getType() + " " + version / 1_000_000 + "." + version / 1_000 % 1_000 + "." + version % 1_000,
                    new Resources(node.cpus, node.memory / 1_024, HostFiles.capacityMb(host)),
                    new HostFiles(host).storage(uri),
                    guests(host));
        });
    }

    @Override
    public List<Counts> counts(String uri) {
        return links.to(uri).call(LOOK_WITHIN, host -> HostKind.of(host).files() ? HostCounts.of(host) : List.of());
    }

    @Override
    public List<SeenGpu> gpus(String uri) {
        return links.to(uri).call(LOOK_WITHIN, host -> {
            List<SeenGpu> gpus = new ArrayList<>();
            for (String name : host.listDevices("pci")) {
                SeenGpu gpu = GpuXml.seen(host.deviceLookupByName(name).getXMLDescription());
                if (gpu != null) {
                    gpus.add(gpu);
                }
            }
            return gpus;
        });
    }

    private static List<SeenGuest> guests(Connect host) throws LibvirtException {
        List<SeenGuest> guests = new ArrayList<>();
        for (Domain domain : host.listAllDomains(0)) {
            String name = domain.getName();
            InstanceId id = GuestXml.guest(name);
            Power power = id == null || guests.size() >= GUESTS_MAX ? Power.ABSENT : power(domain);
            if (id != null && power != Power.ABSENT) {
                guests.add(new SeenGuest(id, power));
            }
        }
        return guests;
    }

    /** One that went between two questions is absent, which says nothing against its host. */
    private static Power power(Domain domain) throws LibvirtException {
        try {
            return domain.isActive() == 1 ? Power.RUNNING : Power.OFF;
        } catch (LibvirtException e) {
            if (code(e) == ErrorNumber.VIR_ERR_NO_DOMAIN) {
                return Power.ABSENT;
            }
            throw e;
        }
    }

    private static Domain known(Connect host, InstanceId guest, String uri) throws LibvirtException {
        Domain domain = find(host, guest);
        if (domain == null) {
            throw new RoomFailed(guest + " is not defined on " + uri);
        }
        return domain;
    }

    static @Nullable Domain find(Connect host, InstanceId guest) throws LibvirtException {
        try {
            return host.domainLookupByName(GuestXml.name(guest));
        } catch (LibvirtException e) {
            if (code(e) == ErrorNumber.VIR_ERR_NO_DOMAIN) {
                return null;
            }
            throw e;
        }
    }

    static @Nullable ErrorNumber code(LibvirtException e) {
        return e.getError() == null ? null : e.getError().getCode();
    }
}
