package myidc.driver.libvirt;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.compute.event.GuestDisk;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.driver.libvirt.BrokenMoves.Standing;
import myidc.driver.libvirt.HostFiles.Spec;
import myidc.shared.id.InstanceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;
import org.libvirt.TypedParameter;
import org.libvirt.TypedStringParameter;

/**
 * Takes guests from one host that libvirt answers for to another. The host it leaves keeps all of it until the other has it
 * whole; then the guest is forgotten there, and its disks with it unless both hosts have them in one pool.
 */
@Singleton
public final class LibvirtMoves {
    private static final Logger LOG = Logger.getLogger(LibvirtMoves.class);
    private static final Duration MOVES_WITHIN = Duration.ofSeconds(20);

    /**
     * VIR_MIGRATE_LIVE, PERSIST_DEST, UNDEFINE_SOURCE, PAUSED, UNSAFE, ABORT_ON_ERROR and AUTO_CONVERGE. Were it let go by
     * libvirt at the other end, it would run at both when the answer to that is lost, since it then goes on at the first.
     */
    private static final int LIVE = 1 | 8 | 16 | 32 | 512 | 4_096 | 8_192;

    /** VIR_MIGRATE_NON_SHARED_DISK. */
    private static final int WITH_DISKS = 64;

    /** VIR_DOMAIN_XML_MIGRATABLE. */
    private static final int MIGRATABLE = 8;

    /** VIR_DOMAIN_JOB_STATS_COMPLETED. */
    private static final int OF_THE_LAST = 1;

    private final HostLinks links;
    private final LibvirtRoom room;
    private final BrokenMoves broken;
    private final Duration limit;

    LibvirtMoves(
            HostLinks links,
            LibvirtRoom room,
            BrokenMoves broken,
            @ConfigProperty(name = "myidc.libvirt.call-limit", defaultValue = "45s") Duration limit) {
        this.links = links;
        this.room = room;
        this.broken = broken;
        this.limit = limit;
    }

    /** Takes a guest that is switched off. */
    public void cold(String from, String to, Guest guest) {
        Power here = room.state(from, guest.id());
        Power there = room.state(to, guest.id());
        if (here == Power.RUNNING && there != Power.RUNNING) {
            throw new RoomFailed(guest.id() + " is not switched off on " + from);
        }
        if (there == Power.ABSENT) {
            if (here == Power.ABSENT) {
                throw new RoomFailed(guest.id() + " is neither on " + from + " nor on " + to);
            }
            if (!isShared(from, to, guest)) {
                between(from, to, "disks of " + guest.id() + " to " + to, (source, target) -> {
                    carry(source, target, guest);
                    return true;
                });
            }
            room.define(to, guest);
        }
        leave(from, to, guest);
    }

    /** Takes a guest while it runs; false where hosts cannot do that or it has GPUs, and then nothing has changed. */
    public boolean live(String from, String to, Guest guest) {
        boolean real = links.to(from).call(limit, host -> HostKind.of(host).files())
                && links.to(to).call(limit, host -> HostKind.of(host).files());
        if (!real || !guest.gpus().isEmpty()) {
            return false;
        }
        boolean shared = isShared(from, to, guest);
        room.filter(links.to(to), guest);
        between(from, to, "move of " + guest.id() + " to " + to, (source, target) -> {
            boolean untouched = BrokenMoves.standing(source, guest.id()) == Standing.RUNNING
                    && BrokenMoves.standing(target, guest.id()) == Standing.ABSENT;
            if (untouched || !broken.settle(from, to, guest, true)) {
                discard(target, guest.id());
                migrate(source, target, guest, shared);
            }
            return true;
        });
        if (links.to(to).call(limit, host -> BrokenMoves.standing(host, guest.id())) != Standing.RUNNING) {
            throw new RoomFailed(guest.id() + " does not run on " + to);
        }
        room.define(to, guest);
        leave(from, to, guest);
        return true;
    }

    /** What an earlier try left of a guest that runs on the host it was to leave. */
    private static void discard(Connect target, InstanceId guest) throws LibvirtException {
        Domain left = LibvirtRoom.find(target, guest);
        if (left != null && left.isActive() == 1) {
            left.destroy();
        }
        Domain known = LibvirtRoom.find(target, guest);
        if (known != null) {
            LibvirtRoom.forget(known);
        }
    }

    private void between(String from, String to, String name, Passage passage) {
        HostLink other = links.to(to);
        links.to(from).lengthyWith(other, name, MOVES_WITHIN, source -> passage.over(source, other.connected()));
    }

    private void migrate(Connect source, Connect target, Guest guest, boolean shared) throws LibvirtException {
        Domain domain = LibvirtRoom.find(source, guest.id());
        if (domain == null || domain.isActive() == 0) {
            throw new RoomFailed(guest.id() + " does not run any more");
        }
        StoragePool pool = new HostFiles(target).pool(HostFiles.poolName(guest.pool()));
        try {
            Baggage baggage = prepare(source, target, pool, new Leaving(domain, guest, shared));
            String document = DeviceChange.moved(domain.getXMLDesc(MIGRATABLE), baggage.paths());
            String kept = DeviceChange.moved(domain.getXMLDesc(GuestXml.INACTIVE | MIGRATABLE), baggage.paths());
            int flags = baggage.copied().isEmpty() ? LIVE : LIVE | WITH_DISKS;
            Domain arrived = domain.migrate(target, parameters(document, kept, baggage.copied()), flags);
            for (String file : baggage.files()) {
                HostFiles.whole(pool, file);
            }
            arrived.resume();
            tell(guest.id(), arrived);
        } catch (LibvirtException | RoomFailed e) {
            if (!shared && LibvirtRoom.find(target, guest.id()) == null) {
                new HostFiles(target).deleteAll(file -> HostFiles.isOf(guest.id(), file));
            }
            throw e;
        }
    }

    private static TypedParameter[] parameters(String document, String kept, List<String> copied) {
        List<TypedParameter> parameters = new ArrayList<>(List.of(
                new TypedStringParameter("destination_xml", document),
                new TypedStringParameter("persistent_xml", kept)));
        copied.forEach(target -> parameters.add(new TypedStringParameter("migrate_disks", target)));
        return parameters.toArray(TypedParameter[]::new);
    }

    /** Empty files for disks to be copied into, which are not whole until all of it is there; volumes have to be there. */
    private static Baggage prepare(Connect source, Connect target, StoragePool pool, Leaving leaving)
            throws LibvirtException {
        Map<String, String> paths = new LinkedHashMap<>();
        List<String> copied = new ArrayList<>();
        List<String> files = new ArrayList<>();
        Guest guest = leaving.guest();
        for (Map.Entry<String, String> each :
                GuestXml.targets(leaving.domain().getXMLDesc(0)).entrySet()) {
            StorageVol disk = source.storageVolLookupByPath(each.getKey());
            String file = disk.getName();
            if (leaving.shared() || !HostFiles.isOf(guest.id(), file)) {
                StorageVol there = new HostFiles(target).anywhere(file);
                if (there == null) {
                    throw new RoomFailed(file + " is in a pool that the other host has not in common with this one");
                }
                paths.put(each.getKey(), there.getPath());
                continue;
            }
            HostFiles.begin(pool, file);
            HostFiles.delete(pool, file);
            String xml = new Spec(file, HostFiles.QCOW2, disk.getInfo().capacity, null).xml();
            paths.put(each.getKey(), pool.storageVolCreateXML(xml, 0).getPath());
            copied.add(each.getValue());
            files.add(file);
        }
        paths.put(seedOf(source, guest.id()), new GuestDisks(target, HostKind.of(target)).seed(pool, guest));
        return new Baggage(paths, copied, files);
    }

    private static String seedOf(Connect source, InstanceId guest) throws LibvirtException {
        StorageVol seed = new HostFiles(source).anywhere(HostFiles.seed(guest));
        return seed == null ? "" : seed.getPath();
    }

    private static void tell(InstanceId guest, Domain arrived) {
        try {
            for (TypedParameter each : arrived.getJobStats(OF_THE_LAST).stats) {
                if (each.field.equals("downtime")) {
                    LOG.infof("%s was moved while it ran and stood still for %s ms", guest, each.getValueAsString());
                }
            }
        } catch (LibvirtException e) {
            LOG.debugf("How long %s stood still is not told: %s", guest, e.getMessage());
        }
    }

    /** Whether both hosts have the guest's pool in common: a file made at one is there at the other. */
    public boolean isShared(String from, String to, Guest guest) {
        String pool = HostFiles.poolName(guest.pool());
        String probe = GuestXml.name(guest.id()) + "-probe.raw";
        links.to(from).call(limit, host -> {
            StoragePool here = new HostFiles(host).pool(pool);
            if (HostFiles.find(here, probe) == null) {
                here.storageVolCreateXML(new Spec(probe, "raw", HostFiles.BYTES_PER_MIB, null).xml(), 0);
            }
            return true;
        });
        try {
            return links.to(to).call(limit, host -> {
                StoragePool there = new HostFiles(host).pool(pool);
                return HostKind.of(host).files() && HostFiles.expected(there, probe) != null;
            });
        } finally {
            links.to(from).call(limit, host -> {
                HostFiles.delete(new HostFiles(host).pool(pool), probe);
                return true;
            });
        }
    }

    private static void carry(Connect source, Connect target, Guest guest) throws LibvirtException {
        HostFiles here = new HostFiles(source);
        StoragePool pool = new HostFiles(target).pool(HostFiles.poolName(guest.pool()));
        DiskFreight freight = new DiskFreight(source, target);
        for (GuestDisk disk : guest.disks()) {
            String file = HostFiles.disk(guest.id(), disk.diskId());
            StorageVol from = here.anywhere(file);
            if (from == null) {
                throw new RoomFailed(file + " is not there");
            }
            freight.bring(pool, Map.of(file, from));
        }
    }

    /** Brings what disks of the guest begin as, and its own host has not, from those of these hosts that have it. */
    public void fetch(List<String> from, String to, Guest guest) {
        for (String uri : from) {
            Map<String, String> missing =
                    links.to(to).call(limit, host -> new GuestDisks(host, HostKind.of(host)).missing(guest));
            if (missing.isEmpty()) {
                return;
            }
            // One that hangs fails at this call, where work that takes long would be waited for.
            room.state(uri, guest.id());
            between(uri, to, "copies for " + guest.id() + " to " + to, (source, target) -> {
                HostFiles here = new HostFiles(source);
                Map<String, StorageVol> found = new LinkedHashMap<>();
                for (Map.Entry<String, String> each : missing.entrySet()) {
                    StorageVol file = here.anywhere(each.getValue());
                    if (file != null) {
                        found.put(each.getKey(), file);
                    }
                }
                StoragePool pool = new HostFiles(target).pool(HostFiles.poolName(guest.pool()));
                new DiskFreight(source, target).bring(pool, found);
                return true;
            });
        }
    }

    /** The guest is on the other host: nothing of it stays here but what both have in common. */
    private void leave(String from, String to, Guest guest) {
        if (room.state(to, guest.id()) == Power.ABSENT) {
            throw new RoomFailed(guest.id() + " did not arrive on " + to);
        }
        boolean shared = isShared(from, to, guest);
        room.leave(from, guest.id(), !shared);
    }

    /** Something to do with two hosts at once. */
    private interface Passage {
        Boolean over(Connect source, Connect target) throws LibvirtException;
    }

    /** A guest that runs and is to go. */
    private record Leaving(Domain domain, Guest guest, boolean shared) {}

    /** Where files are at the other host, which disks are copied there, and into which files. */
    private record Baggage(Map<String, String> paths, List<String> copied, List<String> files) {}
}
