package myidc.driver.simulated;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.compute.event.Deviation;
import myidc.compute.event.Resources;
import myidc.compute.port.MachineRoom;
import myidc.network.event.FirewallRule;
import myidc.network.event.FirewallRules;
import myidc.platform.db.Sql;
import myidc.shared.id.BackupId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.VolumeId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Guests as rows, so that all portals on one database see one room. Its state is written as soon as it is committed and
 * may be lost with the machine, as a real room's would be with its power: reports come later and are durable.
 */
@Singleton
@Typed(SimulatedRoom.class)
public final class SimulatedRoom implements MachineRoom {
    /** A volume without a guest: faults for any guest meet it, and those for guest 0. */
    private static final InstanceId NO_GUEST = new InstanceId(0);

    private final Sql sql;
    private final RoomFaults faults;
    private final SimulatedDisks disks;
    private final SimulatedGpus gpus;
    private final Clock clock;
    private final Duration latency;

    SimulatedRoom(
            Sql sql,
            RoomFaults faults,
            SimulatedDisks disks,
            SimulatedGpus gpus,
            Clock clock,
            @ConfigProperty(name = "myidc.room.latency", defaultValue = "1500ms") Duration latency) {
        this.sql = sql;
        this.faults = faults;
        this.disks = disks;
        this.gpus = gpus;
        this.clock = clock;
        this.latency = latency;
    }

    @Override
    public void define(Guest guest) {
        work("define", guest.id(), () -> {
            disks.hold(guest);
            keep(guest);
        });
    }

    private void keep(Guest guest) {
        gpus.hold(guest);
        Resources size = guest.size();
        PoolId pool = guest.pool();
        sql.change(
                "insert into simulated_guest (instance_id, host_id, vcpus, memory_mb, disk_mb, pool_id, root_hash,"
                        + " authorized_keys, wires, first_boot, user_data, start, running) values (?, ?, ?, ?, ?,"
                        + " ?::bigint, ?, ?, ?, ?, ?, ?, false) on conflict (instance_id) do update set host_id ="
                        + " excluded.host_id, vcpus = excluded.vcpus, memory_mb = excluded.memory_mb, disk_mb ="
                        + " excluded.disk_mb, pool_id = excluded.pool_id, root_hash = excluded.root_hash, authorized_keys"
                        + " = excluded.authorized_keys, wires = excluded.wires, first_boot = excluded.first_boot,"
                        + " user_data = excluded.user_data, start = excluded.start, filter_changed = null",
                guest.id().value(),
                guest.host().value(),
                size.vcpus(),
                size.memoryMb(),
                size.diskMb(),
                pool == null ? null : pool.value(),
                guest.access().rootHash(),
                String.join("\n", guest.access().authorizedKeys()),
                lines(guest.wires()),
                guest.access().firstBoot(),
                guest.access().userData(),
                String.valueOf(guest.start()));
        let(guest.host(), guest.id(), guest.filter());
    }

    @Override
    public void filter(HostId host, InstanceId guest, @Nullable FirewallRules rules, List<Wire> wires) {
        work("filter", guest, () -> {
            if (state(host, guest) == Power.ABSENT) {
                throw new RoomFailed(guest + " is not defined on " + host);
            }
            sql.change(
                    "update simulated_guest set wires = ?, filter_changed = null where instance_id = ?",
                    lines(wires),
                    guest.value());
            let(host, guest, rules);
        });
    }

    private void let(HostId host, InstanceId guest, @Nullable FirewallRules rules) {
        if (rules == null) {
            sql.change("delete from simulated_filter where instance_id = ?", guest.value());
            return;
        }
        sql.change(
                "insert into simulated_filter (instance_id, host_id, rules) values (?, ?, ?) on conflict (instance_id)"
                        + " do update set host_id = excluded.host_id, rules = excluded.rules",
                guest.value(),
                host.value(),
                lines(rules));
    }

    private static String lines(FirewallRules rules) {
        return Stream.of(
                        lines("in", rules.inbound(), rules.acceptInbound()),
                        lines("out", rules.outbound(), rules.acceptOutbound()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(String way, List<FirewallRule> rules, boolean accept) {
        return Stream.concat(
                rules.stream()
                        .map(rule -> way + " " + (rule.accept() ? "accept " : "drop ") + rule.protocol() + " "
                                + rule.ports() + " " + rule.ipv4() + " " + rule.ipv6()),
                Stream.of(way + (accept ? " accept" : " drop")));
    }

    private static String lines(List<Wire> wires) {
        return wires.stream().map(SimulatedRoom::line).collect(Collectors.joining("\n"));
    }

    private static String line(Wire wire) {
        String known = wire.purpose() + (wire.primary() ? "*" : "") + " " + wire.segment() + " " + wire.address() + " "
                + wire.nat();
        return Stream.of(List.of(known), wire.ipv6(), wire.also())
                .flatMap(List::stream)
                .collect(Collectors.joining(" "));
    }

    @Override
    public void start(HostId host, InstanceId guest) {
        work("start", guest, () -> power(host, guest, true));
    }

    @Override
    public void stop(HostId host, InstanceId guest, Duration grace) {
        work("stop", guest, () -> power(host, guest, false));
    }

    @Override
    public void reboot(HostId host, InstanceId guest) {
        work("reboot", guest, () -> power(host, guest, true));
    }

    @Override
    public boolean grow(Guest guest) {
        return answer("grow", guest.id(), () -> {
            Power power = state(guest.host(), guest.id());
            if (power == Power.ABSENT) {
                throw new RoomFailed(guest.id() + " is not defined on " + guest.host());
            }
            if (power == Power.RUNNING) {
                disks.hold(guest);
                keep(guest);
            }
            return power == Power.RUNNING;
        });
    }

    @Override
    public void undefine(HostId host, InstanceId guest) {
        work("undefine", guest, () -> {
            String there = " where instance_id = ? and host_id = ?";
            sql.change("delete from simulated_guest" + there, guest.value(), host.value());
            sql.change("delete from simulated_filter" + there, guest.value(), host.value());
            disks.free(guest);
            gpus.free(host, guest);
        });
    }

    @Override
    public void move(Seat from, Guest to) {
        work("move", to.id(), () -> {
            if (state(to.host(), to.id()) != Power.ABSENT) {
                return;
            }
            if (state(from.host(), to.id()) != Power.OFF) {
                throw new RoomFailed(to.id() + " is not switched off on " + from.host());
            }
            disks.hold(to);
            keep(to);
        });
    }

    @Override
    public boolean moveRunning(Seat from, Guest to) {
        return answer("move", to.id(), () -> {
            if (state(to.host(), to.id()) == Power.ABSENT) {
                if (state(from.host(), to.id()) != Power.RUNNING || !to.gpus().isEmpty()) {
                    return false;
                }
                disks.hold(to);
                keep(to);
            }
            return true;
        });
    }

    @Override
    public boolean settle(Seat from, Guest to) {
        return answer("settle", to.id(), () -> state(to.host(), to.id()) != Power.ABSENT);
    }

    /** A row is on one host at a time, so that nothing of it is on another. */
    @Override
    public void clearMoves(InstanceId guest, @Nullable Guest there) {}

    @Override
    public void backUp(Copy copy) {
        work("backUp", copy.seat().guest(), () -> disks.copy(copy));
    }

    @Override
    public void removeBackup(BackupId backup) {
        work("removeBackup", NO_GUEST, () -> disks.forget(backup));
    }

    @Override
    public void volume(Disk disk) {
        Seat seat = disk.seat();
        work("volume", seat == null ? NO_GUEST : seat.guest(), () -> keep(disk, seat));
    }

    private void keep(Disk disk, @Nullable Seat seat) {
        VolumeId source = disk.source();
        if (seat != null && state(seat.host(), seat.guest()) == Power.ABSENT) {
            throw new RoomFailed(seat.guest() + " is not defined on " + seat.host());
        }
        sql.change(
                "insert into simulated_volume (volume_id, pool_id, size_gb, source_id, host_id, instance_id)"
                        + " values (?, ?, ?, ?::bigint, ?::bigint, ?::bigint) on conflict (volume_id) do update set"
                        + " size_gb = greatest(simulated_volume.size_gb, excluded.size_gb),"
                        + " host_id = excluded.host_id, instance_id = excluded.instance_id",
                disk.id().value(),
                disk.pool().value(),
                disk.sizeGb(),
                source == null ? null : source.value(),
                seat == null ? null : seat.host().value(),
                seat == null ? null : seat.guest().value());
    }

    @Override
    public void removeVolume(VolumeId volume) {
        work("volume", NO_GUEST, () -> sql.change("delete from simulated_volume where volume_id = ?", volume.value()));
    }

    @Override
    public Power state(HostId host, InstanceId guest) {
        return faults.meet(
                "state",
                guest,
                () -> sql.row(
                                "select running from simulated_guest where instance_id = ? and host_id = ?",
                                row -> row.getBoolean(1) ? Power.RUNNING : Power.OFF,
                                guest.value(),
                                host.value())
                        .orElse(Power.ABSENT));
    }

    @Override
    public Ending ending(HostId host, InstanceId guest) {
        return faults.meet(
                "state",
                guest,
                () -> sql.row(
                                "select ending from simulated_guest where instance_id = ? and host_id = ? and not running"
                                        + " and ending is not null",
                                row -> Ending.valueOf(row.getString(1)),
                                guest.value(),
                                host.value())
                        .orElse(Ending.OTHERWISE));
    }

    @Override
    public List<Deviation> deviations(Guest guest) {
        return faults.meet(
                "state",
                guest.id(),
                () -> sql.row(
                                "select vcpus, memory_mb from simulated_guest where instance_id = ? and host_id = ?",
                                row -> new Resources(row.getInt(1), row.getLong(2), 0),
                                guest.id().value(),
                                guest.host().value())
                        .map(there -> Stream.of(
                                        sizes(guest.size(), there), disks.deviations(guest), filters(guest.id()))
                                .flatMap(parts -> parts)
                                .toList())
                        .orElse(List.of()));
    }

    private static Stream<Deviation> sizes(Resources booked, Resources there) {
        return Stream.of(
                        new Deviation("PROCESSORS", String.valueOf(booked.vcpus()), String.valueOf(there.vcpus())),
                        new Deviation("MEMORY", booked.memoryMb() + " MiB", there.memoryMb() + " MiB"))
                .filter(each -> !each.booked().equals(each.seen()));
    }

    private Stream<Deviation> filters(InstanceId guest) {
        return sql
                .row(
                        "select coalesce(rules, 'none'), filter_changed from simulated_guest left join simulated_filter"
                                + " using (instance_id) where instance_id = ? and filter_changed is not null",
                        row -> new Deviation("FILTER", row.getString(1), row.getString(2)),
                        guest.value())
                .stream();
    }

    private void power(HostId host, InstanceId guest, boolean running) {
        int known = sql.change(
                "update simulated_guest set running = ?, ending = null, started_at = case when running then started_at else"
                        + " ?::timestamptz end where instance_id = ? and host_id = ?",
                running,
                clock.instant(),
                guest.value(),
                host.value());
        if (known == 0) {
            throw new RoomFailed(guest + " is not defined on " + host);
        }
    }

    private void work(String method, InstanceId guest, Runnable deed) {
        answer(method, guest, () -> {
            deed.run();
            return Boolean.TRUE;
        });
    }

    private <R> R answer(String method, InstanceId guest, Supplier<R> deed) {
        if (!latency.isZero()) {
            try {
                Thread.sleep(latency);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RoomFailed("interrupted", e);
            }
        }
        return faults.meet(method, guest, deed);
    }
}
