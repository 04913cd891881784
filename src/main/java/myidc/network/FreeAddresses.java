package myidc.network;

import java.math.BigInteger;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import myidc.platform.db.Sql;
import myidc.shared.id.PrefixId;
import org.jspecify.annotations.Nullable;

/** Makes free addresses rows: 256 at a time above a block's mark, and those whose quarantine is over. */
final class FreeAddresses {
    private static final int BATCH = 256;

    private final Sql sql;
    private final Clock clock;

    FreeAddresses(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Makes addresses rows again whose quarantine is over, 256 at a time; tells whether there were any. */
    boolean reclaim(PrefixId prefix) {
        return sql.change(
                        "with over as (delete from address_claim where (space, address) in (select space, address from"
                                + " address_claim where prefix_id = ? and quarantined_until <= ? order by quarantined_until"
                                + " limit ? for update skip locked) returning address)"
                                + " insert into address_free (prefix_id, address) select ?, address from over"
                                + " where not exists (select from range_room where prefix_id = ?"
                                + " and address between first_address and last_address) on conflict do nothing",
                        prefix.value(),
                        clock.instant(),
                        BATCH,
                        prefix.value(),
                        prefix.value())
                > 0;
    }

    /** Makes the next batch of addresses rows, unless somebody just did; false when there is none above the mark. */
    boolean extend(PrefixId prefix) {
        Mark mark = sql.row(
                        "select host(next_address), host(last_address), host(gateway) from prefix_room"
                                + " where prefix_id = ? for no key update",
                        row -> new Mark(
                                AddressRoom.ip(row.getString(1)), Ip.of("last", row.getString(2)), row.getString(3)),
                        prefix.value())
                .orElseThrow(AddressRoom::unknown);
        boolean filled = sql.row(
                        "select 1 from address_free where prefix_id = ? limit 1 for update skip locked",
                        row -> row.getInt(1),
                        prefix.value())
                .isPresent();
        Ip next = mark.next();
        if (filled || next == null) {
            return filled;
        }
        Span ahead = ahead(prefix, next);
        if (ahead != null && ahead.first().compareTo(next) <= 0) {
            move(prefix, ahead.last().plus(1), mark.last());
            return true;
        }
        Ip end = ahead == null ? mark.last() : ahead.first().plus(-1);
        long count = end.value()
                .subtract(next.value())
                .add(BigInteger.ONE)
                .min(BigInteger.valueOf(BATCH))
                .longValueExact();
        String batch = LongStream.range(0, count)
                .mapToObj(i -> next.plus(i).text())
                .collect(Collectors.joining(",", "{", "}"));
        sql.change(
                "insert into address_free (prefix_id, address) select ?, free from unnest(?::inet[]) as free"
                        + " where free is distinct from ?::inet and not exists (select from address_claim"
                        + " where prefix_id = ? and address = free) on conflict do nothing",
                prefix.value(),
                batch,
                mark.gateway(),
                prefix.value());
        move(prefix, next.plus(count), mark.last());
        return true;
    }

    private void move(PrefixId prefix, Ip mark, Ip last) {
        sql.change(
                "update prefix_room set next_address = ?::inet where prefix_id = ?",
                mark.compareTo(last) > 0 ? null : mark.text(),
                prefix.value());
    }

    /** The range that the mark is in or comes to next: its addresses are given out by itself alone. */
    private @Nullable Span ahead(PrefixId prefix, Ip mark) {
        return sql.row(
                        "select host(first_address), host(last_address) from range_room"
                                + " where prefix_id = ? and last_address >= ?::inet order by first_address limit 1",
                        row -> new Span(Ip.of("first", row.getString(1)), Ip.of("last", row.getString(2))),
                        prefix.value(),
                        mark.text())
                .orElse(null);
    }

    /** Waits for whoever is taking the last ones: they may yet be given back by a rollback. */
    boolean waitForOne(PrefixId prefix) {
        sql.row(
                "select 1 from address_free where prefix_id = ? order by address limit 1 for update",
                row -> row.getInt(1),
                prefix.value());
        return sql.count(
                        "select count(*) from (select 1 from address_free where prefix_id = ? limit 1) as one",
                        prefix.value())
                > 0;
    }

    private record Mark(
            @Nullable Ip next, Ip last, @Nullable String gateway) {}

    private record Span(Ip first, Ip last) {}
}
