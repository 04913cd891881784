package myidc.driver;

import jakarta.inject.Singleton;
import myidc.driver.libvirt.ToldFilters;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Filters of guests as rows. */
@Singleton
final class KeptFilters implements ToldFilters {
    private final Sql sql;

    KeptFilters(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void keep(String uri, InstanceId guest, String told) {
        sql.change(
                "insert into told_filter (instance_id, uri, told) values (?, ?, ?) on conflict (instance_id, uri)"
                        + " do update set told = excluded.told",
                guest.value(),
                uri,
                told);
    }

    @Override
    public @Nullable String of(String uri, InstanceId guest) {
        return sql.row(
                        "select told from told_filter where instance_id = ? and uri = ?",
                        row -> row.getString(1),
                        guest.value(),
                        uri)
                .orElse(null);
    }

    @Override
    public void forget(String uri, InstanceId guest) {
        sql.change("delete from told_filter where instance_id = ? and uri = ?", guest.value(), uri);
    }
}
