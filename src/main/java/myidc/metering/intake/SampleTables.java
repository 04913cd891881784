package myidc.metering.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import myidc.platform.db.Sql;

/** A table of samples for each month of UTC, made when its first sample arrives. */
@Singleton
public final class SampleTables {
    /** Any number; it keeps two portals from making one table at once. */
    private static final long LOCK = 7_106_401;

    private final Sql sql;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    SampleTables(Sql sql) {
        this.sql = sql;
    }

    /** The month can take samples. */
    public void ready(YearMonth month) {
        if (made.contains(month)) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> make(month));
        made.add(month);
    }

    private void make(YearMonth month) {
        String name = String.format(Locale.ROOT, "meter_sample_%04d%02d", month.getYear(), month.getMonthValue());
        sql.count("select 1 from pg_advisory_xact_lock(?)", LOCK);
        if (sql.count("select count(*) from pg_class where relname = ? and relkind = 'r'", name) > 0) {
            return;
        }
        sql.change("create table " + name + " (like meter_sample including defaults including constraints)");
        sql.change("alter table meter_sample attach partition " + name + " for values from ('" + month
                + "-01 00:00+00') to ('" + month.plusMonths(1) + "-01 00:00+00')");
    }
}
