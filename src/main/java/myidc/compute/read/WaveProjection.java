package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.WaveEvent.WaveEnded;
import myidc.compute.event.WaveEvent.WaveGuest;
import myidc.compute.event.WaveEvent.WaveGuestBegun;
import myidc.compute.event.WaveEvent.WaveGuestEnded;
import myidc.compute.event.WaveEvent.WavePaused;
import myidc.compute.event.WaveEvent.WaveProposed;
import myidc.compute.event.WaveEvent.WaveRefused;
import myidc.compute.event.WaveEvent.WaveResumed;
import myidc.compute.event.WaveEvent.WaveStarted;
import myidc.platform.axon.Projection;
import myidc.platform.axon.WhoAndWhy;
import myidc.platform.db.Sql;
import myidc.shared.id.HostId;
import myidc.shared.id.WaveId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/** Writes waves and the turns of their guests; plain SQL, since a wave has many guests. */
@Singleton
@ProcessingGroup("compute.read")
public final class WaveProjection implements Projection {
    private final Sql sql;

    WaveProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "compute.waves";
    }

    @Override
    public List<String> tables() {
        return List.of("wave_view", "wave_guest_view");
    }

    @EventHandler
    void on(WaveProposed fact, @Timestamp Instant at, @MetaDataValue(WhoAndWhy.WHO) @Nullable String who) {
        HostId host = fact.hostId();
        long wave = fact.waveId().value();
        sql.change(
                "insert into wave_view (id, kind, deed, site_id, host_id, at_once, per_minute, reason, state,"
                        + " proposed_at, proposed_by) values (?, ?, ?, ?, ?::bigint, ?, ?, ?, 'PROPOSED', ?, ?)",
                wave,
                fact.kind(),
                fact.deed(),
                fact.siteId().value(),
                host == null ? null : host.value(),
                fact.pace().atOnce(),
                fact.pace().perMinute(),
                fact.reason(),
                at,
                who == null ? "" : who);
        int place = 0;
        for (WaveGuest guest : fact.guests()) {
            place++;
            HostId goal = guest.goal();
            sql.change(
                    "insert into wave_guest_view (wave_id, instance_id, label, place, priority, host_id, goal_id, state)"
                            + " values (?, ?, ?, ?, ?, ?, ?::bigint, 'WAITING')",
                    wave,
                    guest.instanceId().value(),
                    guest.label(),
                    place,
                    guest.priority(),
                    guest.hostId().value(),
                    goal == null ? null : goal.value());
        }
    }

    @EventHandler
    void on(WaveStarted fact, @Timestamp Instant at, @MetaDataValue(WhoAndWhy.WHO) @Nullable String who) {
        sql.change(
                "update wave_view set state = 'RUNNING', started_at = ?, started_by = ? where id = ?",
                at,
                who == null ? "" : who,
                fact.waveId().value());
    }

    @EventHandler
    void on(WaveRefused fact, @Timestamp Instant at) {
        over(fact.waveId(), "REFUSED", fact.reason(), at);
    }

    @EventHandler
    void on(WavePaused fact) {
        sql.change(
                "update wave_view set state = 'PAUSED', cause = ? where id = ?",
                fact.reason(),
                fact.waveId().value());
    }

    @EventHandler
    void on(WaveResumed fact) {
        sql.change(
                "update wave_view set state = 'RUNNING', cause = null where id = ?",
                fact.waveId().value());
    }

    @EventHandler
    void on(WaveGuestBegun fact, @Timestamp Instant at) {
        sql.change(
                "update wave_guest_view set state = 'BEGUN', begun_at = ? where wave_id = ? and instance_id = ?",
                at,
                fact.waveId().value(),
                fact.instanceId().value());
    }

    @EventHandler
    void on(WaveGuestEnded fact, @Timestamp Instant at) {
        sql.change(
                "update wave_guest_view set state = ?, cause = ?, ended_at = ? where wave_id = ? and instance_id = ?",
                fact.outcome(),
                fact.cause(),
                at,
                fact.waveId().value(),
                fact.instanceId().value());
    }

    @EventHandler
    void on(WaveEnded fact, @Timestamp Instant at) {
        over(fact.waveId(), fact.cancelled() ? "CANCELLED" : "DONE", fact.reason(), at);
    }

    private void over(WaveId wave, String state, @Nullable String cause, Instant at) {
        sql.change(
                "update wave_view set state = ?, cause = ?, ended_at = ? where id = ?", state, cause, at, wave.value());
        sql.change(
                "update wave_guest_view set state = 'LEFT_OUT', ended_at = ? where wave_id = ? and state = 'WAITING'",
                at,
                wave.value());
    }
}
