package myidc.network;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * Blocks and addresses as PostgreSQL holds them, in the transaction of the fact: no two blocks overlap, no address has
 * two holders. Free addresses below a block's high-water mark are rows, so that many take one at once without waiting
 * for each other; above it they are made rows in batches, so that a wide block costs nothing.
 */
@Singleton
final class AddressRoom {
    private static final int BATCH = 256;

    private final Sql sql;

    AddressRoom(Sql sql) {
        this.sql = sql;
    }

    void open(PrefixId prefix, SiteId site, Block block) {
        Ip gateway = block.gateway();
        int opened = sql.change(
                "insert into prefix_room (prefix_id, site_id, cidr, gateway, first_address, last_address, next_address)"
                        + " values (?, ?, ?::cidr, ?::inet, ?::inet, ?::inet, ?::inet) on conflict do nothing",
                prefix.value(),
                site.value(),
                block.cidr().text(),
                gateway == null ? null : gateway.text(),
                block.first().text(),
                block.last().text(),
                block.first().text());
        if (opened == 0) {
            Optional<Known> holder = sql.row(
                    "select prefix_id, cidr from prefix_room where cidr && ?::cidr order by cidr limit 1",
                    row -> new Known(new PrefixId(row.getLong(1)).text(), row.getString(2)),
                    block.cidr().text());
            throw Refused.heldBy(
                    NetworkRefusal.PREFIX_OVERLAPS,
                    "cidr",
                    block.cidr().text() + " overlaps " + holder.map(Known::text).orElse("another change under way"),
                    holder.map(Known::id).orElse("another change under way"));
        }
    }

    /** Gives up a block; refused while an address of it has a holder. */
    void close(PrefixId prefix) {
        sql.row("select 1 from prefix_room where prefix_id = ? for update", row -> row.getInt(1), prefix.value());
        sql.row(
                        "select host(address), holder from address_claim where prefix_id = ? order by address limit 1",
                        row -> new Known(row.getString(2), row.getString(1)),
                        prefix.value())
                .ifPresent(held -> {
                    throw Refused.heldBy(
                            NetworkRefusal.PREFIX_IN_USE,
                            "id",
                            "The prefix is in use: " + held.text() + " is held by " + held.id(),
                            held.id());
                });
        sql.change("delete from address_free where prefix_id = ?", prefix.value());
        sql.change("delete from prefix_room where prefix_id = ?", prefix.value());
    }

    Block block(PrefixId prefix) {
        return sql.row(
                        "select cidr, host(gateway), host(first_address), host(last_address) from prefix_room"
                                + " where prefix_id = ?",
                        row -> new Block(
                                Cidr.of("cidr", row.getString(1)),
                                ip(row.getString(2)),
                                Ip.of("first", row.getString(3)),
                                Ip.of("last", row.getString(4))),
                        prefix.value())
                .orElseThrow(() ->
                        Refused.field(NetworkRefusal.PREFIX_UNKNOWN, "prefixId", "prefixId names no prefix in use"));
    }

    /** Takes the lowest address that nobody has or is just taking; refused when there is none. */
    Ip takeNext(PrefixId prefix, AssignmentId assignment, String holder) {
        while (true) {
            Optional<String> free = sql.row(
                    "delete from address_free where prefix_id = ? and address = (select address from address_free"
                            + " where prefix_id = ? order by address limit 1 for update skip locked)"
                            + " returning host(address)",
                    row -> row.getString(1),
                    prefix.value(),
                    prefix.value());
            if (free.isPresent()) {
                Ip address = Ip.of("address", free.get());
                if (claim(address, prefix, assignment, holder)) {
                    return address;
                }
            } else if (!extend(prefix) && !waitForOne(prefix)) {
                throw Refused.because(
                        NetworkRefusal.NO_FREE_ADDRESS, "Prefix " + prefix.text() + " has no free address");
            }
        }
    }

    /** Takes this very address; one held already by the same assignment stays with it. */
    void take(Ip address, PrefixId prefix, AssignmentId assignment, String holder) {
        sql.change(
                "delete from address_free where prefix_id = ? and address = ?::inet", prefix.value(), address.text());
        if (claim(address, prefix, assignment, holder)) {
            return;
        }
        Optional<Held> held = sql.row(
                "select assignment_id, holder from address_claim where address = ?::inet",
                row -> new Held(new AssignmentId(row.getLong(1)), row.getString(2)),
                address.text());
        if (held.isEmpty() || !held.get().assignment().equals(assignment)) {
            String present = held.map(Held::holder).orElse("another change under way");
            throw Refused.heldBy(
                    NetworkRefusal.ADDRESS_TAKEN,
                    "address",
                    "address " + address.text() + " is held by " + present,
                    present);
        }
    }

    void release(Ip address, PrefixId prefix, AssignmentId assignment) {
        int released = sql.change(
                "delete from address_claim where address = ?::inet and assignment_id = ?",
                address.text(),
                assignment.value());
        if (released == 1) {
            sql.change(
                    "insert into address_free (prefix_id, address) values (?, ?::inet) on conflict do nothing",
                    prefix.value(),
                    address.text());
        }
    }

    private boolean claim(Ip address, PrefixId prefix, AssignmentId assignment, String holder) {
        return sql.change(
                        "insert into address_claim (address, prefix_id, assignment_id, holder)"
                                + " values (?::inet, ?, ?, ?) on conflict (address) do nothing",
                        address.text(),
                        prefix.value(),
                        assignment.value(),
                        holder)
                == 1;
    }

    /** Makes the next batch of addresses rows, unless somebody just did; false when there is none above the mark. */
    private boolean extend(PrefixId prefix) {
        Mark mark = sql.row(
                        "select host(next_address), host(last_address), host(gateway) from prefix_room"
                                + " where prefix_id = ? for no key update",
                        row -> new Mark(ip(row.getString(1)), Ip.of("last", row.getString(2)), row.getString(3)),
                        prefix.value())
                .orElseThrow(() ->
                        Refused.field(NetworkRefusal.PREFIX_UNKNOWN, "prefixId", "prefixId names no prefix in use"));
        boolean filled = sql.row(
                        "select 1 from address_free where prefix_id = ? limit 1 for update skip locked",
                        row -> row.getInt(1),
                        prefix.value())
                .isPresent();
        Ip next = mark.next();
        if (filled || next == null) {
            return filled;
        }
        long count = mark.last()
                .value()
                .subtract(next.value())
                .add(BigInteger.ONE)
                .min(BigInteger.valueOf(BATCH))
                .longValueExact();
        String batch = LongStream.range(0, count)
                .mapToObj(i -> next.plus(i).text())
                .collect(Collectors.joining(",", "{", "}"));
        sql.change(
                "insert into address_free (prefix_id, address) select ?, free from unnest(?::inet[]) as free"
                        + " where free is distinct from ?::inet"
                        + " and not exists (select from address_claim where address = free) on conflict do nothing",
                prefix.value(),
                batch,
                mark.gateway());
        Ip beyond = next.plus(count);
        sql.change(
                "update prefix_room set next_address = ?::inet where prefix_id = ?",
                beyond.compareTo(mark.last()) > 0 ? null : beyond.text(),
                prefix.value());
        return true;
    }

    /** Waits for whoever is taking the last ones: they may yet be given back by a rollback. */
    private boolean waitForOne(PrefixId prefix) {
        sql.row(
                "select 1 from address_free where prefix_id = ? order by address limit 1 for update",
                row -> row.getInt(1),
                prefix.value());
        return sql.count(
                        "select count(*) from (select 1 from address_free where prefix_id = ? limit 1) as one",
                        prefix.value())
                > 0;
    }

    private static @Nullable Ip ip(@Nullable String text) {
        return text == null ? null : Ip.of("address", text);
    }

    /** What may be given out of a block. */
    record Block(Cidr cidr, @Nullable Ip gateway, Ip first, Ip last) {}

    private record Mark(
            @Nullable Ip next, Ip last, @Nullable String gateway) {}

    private record Held(AssignmentId assignment, String holder) {}

    private record Known(String id, String text) {}
}
