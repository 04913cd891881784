package myidc.compute.port;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import myidc.compute.event.CopyKind;
import myidc.compute.event.Deviation;
import myidc.compute.event.GpuPart;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.Nic.Purpose;
import myidc.compute.event.Resources;
import myidc.network.event.FirewallRules;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;

/**
 * What compute needs of the machines. Every method may be called again with the same arguments, before or after the
 * first call came to an end, and then leaves the room as one call would. No method is called inside a transaction.
 * Each throws {@link RoomFailed} when the room could not do it.
 */
public interface MachineRoom {
    /**
     * Makes the guest known to its host, switched off; a guest known otherwise becomes as
     * is said here, with other interfaces from its next start on. Disks that are not there are made, of an image, as a
     * copy (linked or full, as the room finds best where the guest does not say) or empty; those of another size are resized, which fails
     * when what is on them would not fit; those not named any more are freed, after all others are as they should be.
     */
    void define(Guest guest);

    /** Switches the guest on; one that runs is left alone. */
    void start(HostId host, InstanceId guest);

    /** Asks the guest to shut down and switches it off when it has not within the grace; one that is off is left alone. */
    void stop(HostId host, InstanceId guest, Duration grace);

    /**
     * Makes a guest that runs as large as is said here while it runs on, and so from its next start on as well; false when
     * that cannot be done so, and then nothing has changed.
     */
    boolean grow(Guest guest);

    /** Stops and starts a running guest. */
    void reboot(HostId host, InstanceId guest);

    /** Makes the host forget the guest and free its disk, running or not; an unknown guest is no error. */
    void undefine(HostId host, InstanceId guest);

    /**
     * Takes the guest, which is switched off, with its disks from the host it is on to the one that is said here, and frees
     * what it took before; one that is there already is left alone.
     */
    void move(Seat from, Guest to);

    /**
     * The same with a guest that runs, and goes on running; false when it cannot be done so, and then nothing has changed.
     * One that has GPUs cannot: what they hold does not go along.
     */
    boolean moveRunning(Seat from, Guest to);

    /**
     * Ends a move that broke off: afterwards the guest is on one of both hosts and may run on no other. True when that is the
     * one it was to go to. Fails where a host that is silent leaves open which, and then nothing has changed.
     */
    boolean settle(Seat from, Guest to);

    /**
     * Frees what moves of the guest left on hosts that it is not on, and lets it go on where a move left it halted.
     *
     * @param there where it is; null when it is nowhere any more
     */
    void clearMoves(InstanceId guest, @Nullable Guest there);

    /** Copies what the disks hold at one instant into the pool, whether the guest runs or not. */
    void backUp(Copy copy);

    /** Frees what the backup takes; an unknown backup is no error. */
    void removeBackup(BackupId backup);

    /**
     * From now on only what the rules let pass gets to the guest and from it, all when they are null, and whether it runs
     * or not nothing leaves it by an interface but from what {@link Wire#sources()} says.
     */
    void filter(HostId host, InstanceId guest, @Nullable FirewallRules rules, List<Wire> wires);

    /** Makes the volume as is said here: it is made, grown, put into a guest or taken out of the one that has it. */
    void volume(Disk disk);

    /** Frees what the volume takes; an unknown volume is no error. */
    void removeVolume(VolumeId volume);

    Power state(HostId host, InstanceId guest);

    /** How the guest came to be off, as far as its host knows. */
    Ending ending(HostId host, InstanceId guest);

    /** How a guest stopped. */
    enum Ending {
        /** Its own system switched it off; a host cannot tell that from one that was asked to, by whomever. */
        SHUT_DOWN,
        /** It broke down. */
        CRASHED,
        /** It was switched off from outside, never ran, runs, is not there, or its host does not know. */
        OTHERWISE
    }

    /**
     * In what a guest that is on its host is defined otherwise than the room was last told, one for each part; none for a
     * guest that is not there. Its filter is compared where it was set since the guest came to this host.
     */
    List<Deviation> deviations(Guest guest);

    /** What the host knows of a guest. */
    enum Power {
        ABSENT,
        OFF,
        RUNNING
    }

    /**
     * What a guest is to be.
     *
     * @param pool where its disk lies; null for the host itself
     * @param filter what may pass from its first start on; all when null
     * @param disks what it stores on, all of it
     * @param start how it starts from now on
     * @param gpus what it has of its host's GPUs, which no other guest may have
     * @param copies how disks are made that begin as copies, where somebody chose: a linked one fails on another host than its
     *     source's, of a guest that runs, and of one that has no disk that grows from an image
     */
    record Guest(
            HostId host,
            InstanceId id,
            Resources size,
            @Nullable PoolId pool,
            @Nullable String image,
            @Nullable String address,
            List<Wire> wires,
            Access access,
            @Nullable FirewallRules filter,
            List<GuestDisk> disks,
            Start start,
            List<GpuPart> gpus,
            Map<DiskId, CopyKind> copies) {
        /** A guest for whose disks nobody chose how they are copied. */
        public Guest(
                HostId host,
                InstanceId id,
                Resources size,
                @Nullable PoolId pool,
                @Nullable String image,
                @Nullable String address,
                List<Wire> wires,
                Access access,
                @Nullable FirewallRules filter,
                List<GuestDisk> disks,
                Start start,
                List<GpuPart> gpus) {
            this(host, id, size, pool, image, address, wires, access, filter, disks, start, gpus, Map.of());
        }

        /** A guest that stores on the one disk it is made with, and starts by the loader on it. */
        public Guest(
                HostId host,
                InstanceId id,
                Resources size,
                @Nullable PoolId pool,
                @Nullable String image,
                @Nullable String address,
                List<Wire> wires,
                Access access,
                @Nullable FirewallRules filter) {
            this(
                    host,
                    id,
                    size,
                    pool,
                    image,
                    address,
                    wires,
                    access,
                    filter,
                    List.of(GuestDisk.first(new DiskId(id.value()), image, size.diskMb())),
                    new Start(null, null),
                    List.of());
        }

        /** Whether it stores on the disk that it was made with, and on no other. */
        public boolean isOnFirstDisk() {
            return disks.size() == 1
                    && disks.getFirst().diskId().value() == id.value()
                    && disks.getFirst().source() == null;
        }
    }

    /**
     * How a guest starts.
     *
     * @param config with which kernel and devices; null for the loader on its first disk
     * @param rescue what it has in its slots in a system for rescue; null when it starts by the configuration
     */
    record Start(@Nullable GuestConfig config, @Nullable List<GuestConfig.Device> rescue) {}

    /** A backup to be taken of disks of a guest. */
    record Copy(BackupId id, Seat seat, PoolId pool, List<DiskId> disks) {}

    /**
     * A network interface of a guest, in the order of its interfaces; a guest without any has one to the public network.
     *
     * @param segment the VLAN's id or the VPC's VNI; null for the public network
     * @param address what it is called there, with the network's length; null when the room need not know
     * @param nat the public address that stands for it; null when none does
     * @param ipv6 its addresses of IPv6 there, each with the network's length
     * @param also what else is its own there: addresses without a length, and blocks of IPv6 that are routed to it
     */
    record Wire(
            Purpose purpose,
            @Nullable Long segment,
            @Nullable String address,
            @Nullable String nat,
            boolean primary,
            List<String> ipv6,
            List<String> also) {
        /** One without IPv6. */
        public Wire(
                Purpose purpose,
                @Nullable Long segment,
                @Nullable String address,
                @Nullable String nat,
                boolean primary) {
            this(purpose, segment, address, nat, primary, List.of(), List.of());
        }

        /** Addresses that what leaves by it may bear, without a length, and blocks; in a VLAN it may bear any. */
        public List<String> sources() {
            return Stream.concat(
                            Stream.concat(Stream.ofNullable(address), ipv6.stream())
                                    .map(each -> each.replaceAll("/.*", "")),
                            also.stream())
                    .distinct()
                    .toList();
        }
    }

    /**
     * What a volume is to be.
     *
     * @param sizeGb in GiB; never below what it was
     * @param source the volume whose contents it begins with, when it is made; null for an empty one
     * @param seat the guest that has it; null for none
     */
    record Disk(
            VolumeId id,
            PoolId pool,
            long sizeGb,
            @Nullable VolumeId source,
            @Nullable Seat seat) {}

    /** Where a guest is. */
    record Seat(HostId host, InstanceId guest) {}

    /**
     * Who may sign in to a guest as root, and what it does first: both may hold secrets.
     *
     * @param rootHash the password as SHA-512 crypt, as in {@code /etc/shadow}; null for none
     * @param authorizedKeys public SSH keys, one line each
     * @param firstBoot a script that it runs at its first start; null for none
     * @param userData what its tenant has for its system's first start, in Base64; null for none
     */
    record Access(
            @Nullable String rootHash,
            List<String> authorizedKeys,
            @Nullable String firstBoot,
            @Nullable String userData) {
        public static final Access NONE = new Access(null, List.of(), null);

        public Access(@Nullable String rootHash, List<String> authorizedKeys, @Nullable String firstBoot) {
            this(rootHash, authorizedKeys, firstBoot, null);
        }

        /** Shown in no log. */
        @Override
        public String toString() {
            return "Access[" + authorizedKeys.size() + " keys]";
        }
    }

    /** The room could not; another try may. */
    final class RoomFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean goesOn;

        public RoomFailed(String message) {
            super(message);
            this.goesOn = false;
        }

        public RoomFailed(String message, Throwable cause) {
            super(message, cause);
            this.goesOn = false;
        }

        private RoomFailed(String message, boolean goesOn) {
            super(message);
            this.goesOn = goesOn;
        }

        /** The room is at it and needs longer than a call may take: the same call asks how it went. */
        public static RoomFailed underWay(String message) {
            return new RoomFailed(message, true);
        }

        /** Whether this is no failure yet. */
        public boolean isUnderWay() {
            return goesOn;
        }
    }
}
