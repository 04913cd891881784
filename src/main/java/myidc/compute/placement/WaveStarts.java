package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.compute.ComputeRefusal;
import myidc.compute.HostCommand.DrainHost;
import myidc.compute.WaveCommand.Deed;
import myidc.compute.WaveCommand.Kind;
import myidc.compute.WaveCommand.Plan;
import myidc.compute.WaveCommand.ProposeWave;
import myidc.compute.WaveCommand.StartWave;
import myidc.compute.event.WaveEvent.Pace;
import myidc.compute.event.WaveEvent.WaveGuest;
import myidc.compute.read.HostView;
import myidc.compute.read.Waves;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.WaveId;
import org.jspecify.annotations.Nullable;

/** Which guests a wave takes, and in which order; each to be called within a call. */
@Singleton
public final class WaveStarts {
    private static final int GUESTS_MAX = 2_001;
    private static final String GUESTS =
            "select id, label, host_id, start_priority from instance_view where host_id is not null";
    private static final String SHUT_DOWN_FOR_WORK = GUESTS + " and host_id = ? and status = 'OFFLINE'"
            + " and exists (select from wave_guest_view turn join wave_view wave on wave.id = turn.wave_id"
            + " where wave.host_id = instance_view.host_id and wave.deed = 'BY_POLICY'"
            + " and turn.instance_id = instance_view.id and turn.state = 'DONE' and turn.begun_at is not null"
            + " and not exists (select from account_event_view event"
            + " where event.tenant_id = instance_view.tenant_id"
            + " and event.entity_type = 'linode' and event.entity_id = instance_view.id"
            + " and event.created_at > turn.ended_at"
            + " and event.action in ('linode_boot', 'linode_reboot', 'linode_shutdown')))";
    private static final String ORDER = " order by start_priority desc, id limit " + GUESTS_MAX;

    private final Commands commands;
    private final Sequences sequences;
    private final Sql sql;
    private final Waves waves;

    WaveStarts(Commands commands, Sequences sequences, Sql sql, Waves waves) {
        this.commands = commands;
        this.sequences = sequences;
        this.sql = sql;
        this.waves = waves;
    }

    public WaveId next() {
        return new WaveId(sequences.next("wave"));
    }

    /** The host takes no guests from now on, and those it has leave it, or stop, one after another. */
    public void drain(WaveId id, HostView host, Deed deed, Said said) {
        HostId known = new HostId(host.id);
        alone(known);
        if (!List.of("DRAINING", "DRAINED").contains(host.state)) {
            commands.send(new DrainHost(known));
        }
        List<WaveGuest> guests =
                sql.rows(GUESTS + " and host_id = ? and status <> 'DELETING'" + ORDER, WaveStarts::guest, host.id);
        begin(id, new Plan(Kind.DRAIN, deed, new SiteId(host.siteId), known, guests, said.pace()), said.reason());
    }

    /** Guests that should run, of a host or of a whole site, start one after another where they do not run. */
    public void boot(WaveId id, SiteId site, @Nullable HostId host, Said said) {
        if (host != null) {
            alone(host);
        }
        String running = GUESTS + " and status = 'RUNNING' and site_id = ?";
        List<WaveGuest> guests = host == null
                ? sql.rows(running + ORDER, WaveStarts::guest, site.value())
                : sql.rows(running + " and host_id = ?" + ORDER, WaveStarts::guest, site.value(), host.value());
        begin(id, new Plan(Kind.BOOT, Deed.BOOT, site, host, guests, said.pace()), said.reason());
    }

    /** Guests that a wave shut down on the host by their policy, and nobody touched since, start again. */
    public void bootAfterWork(HostView host, Said said) {
        HostId known = new HostId(host.id);
        hold(known);
        List<WaveGuest> guests = sql.rows(SHUT_DOWN_FOR_WORK + ORDER, WaveStarts::guest, host.id);
        if (guests.isEmpty()) {
            return;
        }
        alone(known);
        SiteId site = new SiteId(host.siteId);
        begin(next(), new Plan(Kind.BOOT, Deed.BOOT, site, known, guests, said.pace()), said.reason());
    }

    /** Whether the host has guests that should run, and no wave that sees to them. */
    public boolean shouldStart(HostId host) {
        return waves.of(host).isEmpty()
                && sql.count(
                                "select count(*) from instance_view where host_id = ? and status = 'RUNNING'",
                                host.value())
                        > 0;
    }

    /** As {@link #boot} of one host, but once somebody approves it. */
    public void proposeBoot(WaveId id, SiteId site, HostId host, Said said) {
        alone(host);
        List<WaveGuest> guests = sql.rows(
                GUESTS + " and status = 'RUNNING' and site_id = ? and host_id = ?" + ORDER,
                WaveStarts::guest,
                site.value(),
                host.value());
        commands.send(
                new ProposeWave(id, new Plan(Kind.BOOT, Deed.BOOT, site, host, guests, said.pace()), said.reason()));
    }

    /**
     * Guests are to go to these hosts, once somebody approves it.
     *
     * @param moves the numbers of hosts by those of guests of the site, in their order
     */
    public void rebalance(WaveId id, SiteId site, Map<Long, Long> moves, Said said) {
        String ids = moves.keySet().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        Map<Long, WaveGuest> known = sql
                .rows(
                        GUESTS + " and site_id = ? and id = any (?::bigint[])" + ORDER,
                        WaveStarts::guest,
                        site.value(),
                        ids)
                .stream()
                .collect(Collectors.toMap(guest -> guest.instanceId().value(), guest -> guest));
        List<WaveGuest> guests = new ArrayList<>();
        moves.forEach((guest, goal) -> {
            WaveGuest found = known.get(guest);
            if (found == null || found.hostId().value() == goal) {
                throw Refused.field(
                        ComputeRefusal.INSTANCE_STATE, "moves", "moves: guest " + guest + " cannot go to host " + goal);
            }
            guests.add(new WaveGuest(
                    found.instanceId(), found.label(), found.hostId(), new HostId(goal), found.priority()));
        });
        commands.send(new ProposeWave(
                id, new Plan(Kind.REBALANCE, Deed.MIGRATE, site, null, guests, said.pace()), said.reason()));
    }

    private void begin(WaveId id, Plan plan, String reason) {
        commands.send(new ProposeWave(id, plan, reason));
        commands.send(new StartWave(id, reason));
    }

    /** Nobody else begins a wave of the host until the transaction is over. */
    private void hold(HostId host) {
        sql.rows("select pg_advisory_xact_lock(hashtext('waves'), hashint8(?))", row -> true, host.value());
    }

    private void alone(HostId host) {
        hold(host);
        waves.of(host).ifPresent(other -> {
            String wave = new WaveId(other.id()).text();
            throw Refused.heldBy(ComputeRefusal.WAVE_STATE, "hostId", host + " has " + wave + " already", wave);
        });
    }

    private static WaveGuest guest(ResultSet row) throws SQLException {
        return new WaveGuest(
                new InstanceId(row.getLong(1)), row.getString(2), new HostId(row.getLong(3)), null, row.getInt(4));
    }

    /** How fast, and why. */
    public record Said(Pace pace, String reason) {}
}
