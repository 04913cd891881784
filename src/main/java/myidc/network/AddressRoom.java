package myidc.network;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * Blocks and addresses as PostgreSQL holds them, in the transaction of the fact: no two blocks overlap, no address has
 * two holders. Free addresses below a block's high-water mark are rows, so that many take one at once without waiting
 * for each other; above it they are made rows in batches, see {@link FreeAddresses}, so that a wide block costs nothing.
 */
@Singleton
final class AddressRoom {
    private final Sql sql;
    private final PrefixTree tree;
    private final Clock clock;
    private final ReadAhead here;
    private final FreeAddresses rows;

    AddressRoom(Sql sql, PrefixTree tree, Clock clock, ReadAhead here) {
        this.rows = new FreeAddresses(sql, clock);
        this.sql = sql;
        this.tree = tree;
        this.clock = clock;
        this.here = here;
    }

    void open(PrefixId prefix, SiteId site, Block block) {
        open(prefix, site, block, Filing.PLAIN);
    }

    /** Takes a block into use; tells the space it is in. */
    long open(PrefixId prefix, @Nullable SiteId site, Block block, Filing filing) {
        long space = tree.space(prefix, filing);
        PrefixId parent = tree.place(prefix, space, block.cidr(), filing);
        Ip gateway = block.gateway();
        int opened = sql.change(
                "insert into prefix_room (prefix_id, site_id, cidr, gateway, first_address, last_address, next_address,"
                        + " space, vrf_id, container, parent_id, guests, quarantine_seconds) values (?, ?::bigint,"
                        + " ?::cidr, ?::inet, ?::inet, ?::inet, ?::inet, ?, ?::bigint, ?, ?::bigint, ?, ?)"
                        + " on conflict do nothing",
                prefix.value(),
                site == null ? null : site.value(),
                block.cidr().text(),
                gateway == null ? null : gateway.text(),
                block.first().text(),
                block.last().text(),
                filing.container() ? null : block.first().text(),
                space,
                filing.vrfId() == null ? null : filing.vrfId().value(),
                filing.container(),
                parent == null ? null : parent.value(),
                filing.role() == PrefixRole.GUESTS,
                filing.quarantineSeconds());
        if (opened == 0) {
            throw Refused.heldBy(
                    NetworkRefusal.PREFIX_OVERLAPS,
                    "cidr",
                    block.cidr().text() + " overlaps another change under way",
                    "another change under way");
        }
        if (filing.container()) {
            tree.adopt(prefix, space, block.cidr());
        }
        return space;
    }

    void describe(PrefixId prefix, boolean guests, long quarantineSeconds) {
        here.keep(new Rest(prefix), quarantineSeconds);
        sql.change(
                "update prefix_room set guests = ?, quarantine_seconds = ? where prefix_id = ?",
                guests,
                quarantineSeconds,
                prefix.value());
    }

    /** Gives up a block; refused while an address of it has a holder or rests, or a range or prefix lies in it. */
    void close(PrefixId prefix) {
        sql.row("select 1 from prefix_room where prefix_id = ? for update", row -> row.getInt(1), prefix.value());
        sql.change(
                "delete from address_claim where prefix_id = ? and quarantined_until <= ?",
                prefix.value(),
                clock.instant());
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
        sql.row(
                        "select range_id from range_room where prefix_id = ? order by first_address limit 1",
                        row -> "range-" + row.getLong(1),
                        prefix.value())
                .ifPresent(range -> {
                    throw Refused.heldBy(NetworkRefusal.PREFIX_IN_USE, "id", "The prefix holds " + range, range);
                });
        tree.remove(prefix);
        sql.change("delete from address_free where prefix_id = ?", prefix.value());
        sql.change("delete from prefix_room where prefix_id = ?", prefix.value());
    }

    /** Who has an address of the prefix now; empty when nobody has. */
    Optional<String> holder(PrefixId prefix) {
        return sql.row(
                "select holder from address_claim where prefix_id = ? and quarantined_until is null"
                        + " order by address limit 1",
                row -> row.getString(1),
                prefix.value());
    }

    /** What may be given out of a network, which never changes; refused for a container. */
    Block block(PrefixId prefix) {
        Given given = new Given(prefix);
        Block known = here.find(given);
        Block block = known == null ? read(prefix) : known;
        here.keep(given, block);
        return block;
    }

    private Block read(PrefixId prefix) {
        return sql.row(
                        "select cidr, host(gateway), host(first_address), host(last_address), container from prefix_room"
                                + " where prefix_id = ?",
                        row -> {
                            if (row.getBoolean(5)) {
                                throw Refused.field(
                                        NetworkRefusal.PREFIX_IS_CONTAINER,
                                        "prefixId",
                                        prefix.text() + " holds prefixes and gives out no addresses");
                            }
                            return new Block(
                                    Cidr.of("cidr", row.getString(1)),
                                    ip(row.getString(2)),
                                    Ip.of("first", row.getString(3)),
                                    Ip.of("last", row.getString(4)));
                        },
                        prefix.value())
                .orElseThrow(AddressRoom::unknown);
    }

    /** Takes the lowest address that nobody has or is just taking; refused when there is none. */
    Ip takeNext(PrefixId prefix, AssignmentId assignment, String holder) {
        while (true) {
            Optional<Tried> tried = sql.row(
                    "with one as (delete from address_free where prefix_id = ? and address = (select address from"
                            + " address_free where prefix_id = ? order by address limit 1 for update skip locked)"
                            + " returning address),"
                            + " made as (insert into address_claim (space, address, prefix_id, assignment_id, holder)"
                            + " select r.space, one.address, r.prefix_id, ?, ? from one, prefix_room r where r.prefix_id = ?"
                            + " on conflict (space, address) do nothing returning address)"
                            + " select host(address), exists (select from made) from one",
                    row -> new Tried(Ip.of("address", row.getString(1)), row.getBoolean(2)),
                    prefix.value(),
                    prefix.value(),
                    assignment.value(),
                    holder,
                    prefix.value());
            if (tried.isPresent()) {
                Ip address = tried.get().address();
                if (tried.get().claimed()) {
                    here.keep(new Taken(prefix, assignment), address);
                    return address;
                }
            } else if (!rows.reclaim(prefix) && !rows.extend(prefix) && !rows.waitForOne(prefix)) {
                throw Refused.because(
                        NetworkRefusal.NO_FREE_ADDRESS, "Prefix " + prefix.text() + " has no free address");
            }
        }
    }

    /** Takes this very address; one held already by the same assignment stays with it. */
    void take(Ip address, PrefixId prefix, AssignmentId assignment, String holder) {
        Taken taken = new Taken(prefix, assignment);
        if (address.equals(here.find(taken)) || claim(address, prefix, assignment, holder)) {
            here.keep(taken, address);
            return;
        }
        sql.change(
                "delete from address_claim where prefix_id = ? and address = ?::inet and quarantined_until <= ?",
                prefix.value(),
                address.text(),
                clock.instant());
        if (claim(address, prefix, assignment, holder)) {
            here.keep(taken, address);
            return;
        }
        Optional<Held> held = sql.row(
                "select assignment_id, holder, quarantined_until from address_claim where address = ?::inet"
                        + " and space = (select space from prefix_room where prefix_id = ?)",
                row -> new Held(
                        new AssignmentId(row.getLong(1)),
                        row.getString(2),
                        Sql.instantOrNull(row, "quarantined_until")),
                address.text(),
                prefix.value());
        throw taken(address, held.orElse(null));
    }

    private static Refused taken(Ip address, @Nullable Held held) {
        if (held != null && held.quarantinedUntil() != null) {
            return Refused.heldBy(
                    NetworkRefusal.ADDRESS_QUARANTINED,
                    "address",
                    "address " + address.text() + " was held by " + held.holder() + " and rests until "
                            + held.quarantinedUntil(),
                    held.holder());
        }
        String present = held == null ? "another change under way" : held.holder();
        return Refused.heldBy(
                NetworkRefusal.ADDRESS_TAKEN,
                "address",
                "address " + address.text() + " is held by " + present,
                present);
    }

    /** Until when an address of the prefix rests that is given back now; null when it does not. */
    @Nullable
    Instant restsUntil(PrefixId prefix) {
        Rest rest = new Rest(prefix);
        Long known = here.find(rest);
        long seconds = known == null
                ? sql.count("select quarantine_seconds from prefix_room where prefix_id = ?", prefix.value())
                : known;
        here.keep(rest, seconds);
        return seconds == 0 ? null : clock.instant().plusSeconds(seconds);
    }

    /** The address has no holder any more; with an instant it rests until then. */
    void release(Ip address, PrefixId prefix, AssignmentId assignment, @Nullable Instant until) {
        if (until == null) {
            release(address, prefix, assignment);
        } else {
            sql.change(
                    "update address_claim set quarantined_until = ? where prefix_id = ? and assignment_id = ?",
                    until,
                    prefix.value(),
                    assignment.value());
        }
    }

    void release(Ip address, PrefixId prefix, AssignmentId assignment) {
        sql.change(
                "with gone as (delete from address_claim where prefix_id = ? and address = ?::inet and assignment_id = ?"
                        + " returning prefix_id, address) insert into address_free (prefix_id, address)"
                        + " select prefix_id, address from gone where not exists (select from range_room r where"
                        + " r.prefix_id = gone.prefix_id and gone.address between r.first_address and r.last_address)"
                        + " on conflict do nothing",
                prefix.value(),
                address.text(),
                assignment.value());
    }

    /** Whether the address still rests after this assignment. */
    boolean rests(AssignmentId assignment) {
        return sql.count(
                        "select count(*) from address_claim where assignment_id = ? and quarantined_until > ?",
                        assignment.value(),
                        clock.instant())
                == 1;
    }

    /** By one statement; false when another assignment has the address. */
    private boolean claim(Ip address, PrefixId prefix, AssignmentId assignment, String holder) {
        return sql.row(
                        "with freed as (delete from address_free where prefix_id = ? and address = ?::inet),"
                                + " made as (insert into address_claim (space, address, prefix_id, assignment_id, holder)"
                                + " select space, ?::inet, prefix_id, ?, ? from prefix_room where prefix_id = ?"
                                + " on conflict (space, address) do nothing returning 1)"
                                + " select 1 from made union all select 1 from address_claim where address = ?::inet"
                                + " and space = (select space from prefix_room where prefix_id = ?) and assignment_id = ?",
                        row -> row.getInt(1),
                        prefix.value(),
                        address.text(),
                        address.text(),
                        assignment.value(),
                        holder,
                        prefix.value(),
                        address.text(),
                        prefix.value(),
                        assignment.value())
                .isPresent();
    }

    /** See {@link FreeAddresses#reclaim}. */
    boolean reclaim(PrefixId prefix) {
        return rows.reclaim(prefix);
    }

    static Refused unknown() {
        return Refused.field(NetworkRefusal.PREFIX_UNKNOWN, "prefixId", "prefixId names no prefix in use");
    }

    static @Nullable Ip ip(@Nullable String text) {
        return text == null ? null : Ip.of("address", text);
    }

    /** What may be given out of a block. */
    record Block(Cidr cidr, @Nullable Ip gateway, Ip first, Ip last) {}

    private record Tried(Ip address, boolean claimed) {}

    /** A block that the transaction under way read already. */
    private record Given(PrefixId prefix) implements ReadAhead.Key<Block> {}

    /** How long addresses of a prefix rest, as the transaction under way knows it. */
    private record Rest(PrefixId prefix) implements ReadAhead.Key<Long> {}

    /** An address that the transaction under way took already. */
    private record Taken(PrefixId prefix, AssignmentId assignment) implements ReadAhead.Key<Ip> {}

    private record Held(
            AssignmentId assignment,
            String holder,
            @Nullable Instant quarantinedUntil) {}

    private record Known(String id, String text) {}
}
