package myidc.network;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.shared.id.PrefixId;

/** Makes addresses free again whose quarantine is over. Their fact said until when they rest, so this is no new one. */
@Singleton
public class Quarantine {
    private static final int PREFIXES_MAX = 100;

    private final AddressRoom room;
    private final Sql sql;
    private final Clock clock;

    Quarantine(AddressRoom room, Sql sql, Clock clock) {
        this.room = room;
        this.sql = sql;
        this.clock = clock;
    }

    /** Does some of the work; true when there may be more. */
    @Transactional
    public boolean endSome() {
        List<PrefixId> due = sql.rows(
                "select distinct prefix_id from address_claim where quarantined_until <= ? limit ?",
                row -> new PrefixId(row.getLong(1)),
                clock.instant(),
                PREFIXES_MAX);
        boolean any = false;
        for (PrefixId prefix : due) {
            any |= room.reclaim(prefix);
        }
        return any;
    }
}
