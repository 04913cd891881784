package myidc.network;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes as a tree, and what is free in it, in the transaction of the fact. A network gives out addresses and holds no
 * other prefix; a container gives out blocks. Of every container the largest aligned blocks that no child takes are rows,
 * so that the next free block is found in a few probes, be it in a /8 or in an IPv6 /32 full of /64s.
 */
@Singleton
final class PrefixTree {
    private final Sql sql;

    PrefixTree(Sql sql) {
        this.sql = sql;
    }

    /** Where a new prefix belongs: the space of its VRF, or, where that allows duplicates, its own or its parent's. */
    long space(PrefixId prefix, Filing filing) {
        Optional<Node> parent = Optional.ofNullable(filing.parentId()).map(this::container);
        Long vrf = filing.vrfId() == null ? null : filing.vrfId().value();
        if (parent.isPresent() && !java.util.Objects.equals(parent.get().vrfId(), vrf)) {
            throw Refused.field(
                    NetworkRefusal.VRF_MISMATCH,
                    "vrfId",
                    "vrfId must be that of " + parent.get().id() + ", its parent");
        }
        if (vrf == null) {
            return 0;
        }
        boolean duplicates = sql.row(
                        "select duplicates from vrf_room where vrf_id = ? for share", row -> row.getBoolean(1), vrf)
                .orElseThrow(() -> Refused.field(NetworkRefusal.VRF_UNKNOWN, "vrfId", "vrfId names no VRF in use"));
        if (!duplicates) {
            return vrf;
        }
        return parent.map(Node::space).orElse(-prefix.value());
    }

    /** Finds the block its place and takes it out of what is free there; refused when it overlaps. */
    @Nullable
    PrefixId place(PrefixId prefix, long space, Cidr cidr, Filing filing) {
        lock(space);
        Node parent = around(space, cidr).orElse(null);
        if (parent != null && (!parent.container() || parent.cidr().equals(cidr))) {
            throw overlap(cidr, parent);
        }
        PrefixId wanted = filing.parentId();
        if (wanted != null && (parent == null || !within(wanted, parent))) {
            throw Refused.field(NetworkRefusal.PREFIX_OUTSIDE, "cidr", cidr.text() + " is not inside " + wanted.text());
        }
        if (!filing.container()) {
            inside(space, cidr).ifPresent(node -> {
                throw overlap(cidr, node);
            });
        }
        List<Cidr> free = parent == null ? rest(space, cidr, filing.container()) : carve(parent.id(), cidr);
        if (filing.container()) {
            add(prefix, free);
        }
        return parent == null ? null : parent.id();
    }

    /** What lies inside a new container belongs to it from now on. */
    void adopt(PrefixId container, long space, Cidr cidr) {
        Node parent = sql.row(
                        "select prefix_id, cidr, container, space, vrf_id from prefix_room where prefix_id ="
                                + " (select parent_id from prefix_room where prefix_id = ?)",
                        Node::of,
                        container.value())
                .orElse(null);
        sql.change(
                "update prefix_room set parent_id = ? where space = ? and cidr << ?::cidr"
                        + " and parent_id is not distinct from ?::bigint",
                container.value(),
                space,
                cidr.text(),
                parent == null ? null : parent.id().value());
    }

    /** Gives a block back to the container it is in; refused while it holds others. */
    void remove(PrefixId prefix) {
        long space = sql.count("select space from prefix_room where prefix_id = ?", prefix.value());
        lock(space);
        Held held = sql.row(
                        "select cidr, parent_id from prefix_room where prefix_id = ?",
                        row -> new Held(Cidr.of("cidr", row.getString(1)), row.getObject(2, Long.class)),
                        prefix.value())
                .orElseThrow(PrefixTree::unknown);
        sql.row(
                        "select prefix_id, cidr from prefix_room where parent_id = ? order by cidr limit 1",
                        row -> new PrefixId(row.getLong(1)).text() + ", " + row.getString(2),
                        prefix.value())
                .ifPresent(child -> {
                    throw Refused.heldBy(
                            NetworkRefusal.PREFIX_IN_USE, "id", "The prefix holds " + child, child.split(",", 2)[0]);
                });
        sql.change("delete from prefix_free where container_id = ?", prefix.value());
        Long parent = held.parent();
        if (parent != null) {
            merge(new PrefixId(parent), held.cidr());
        }
    }

    /** The lowest free block of a length in a container; refused as NO_FREE_PREFIX when there is none. */
    Cidr nextFree(PrefixId container, int length) {
        Node node = container(container);
        int bits = Ip.bits(node.cidr().family());
        if (length <= node.cidr().length() || length > bits) {
            throw Refused.field(
                    NetworkRefusal.PREFIX_INVALID,
                    "length",
                    "length must be between " + (node.cidr().length() + 1) + " and " + bits);
        }
        lock(node.space());
        return sql.row(
                        "select block from generate_series(?::int, ?::int) as bits cross join lateral (select block from"
                                + " prefix_free where container_id = ? and masklen(block) = bits order by block limit 1)"
                                + " as lowest order by block limit 1",
                        row -> Cidr.of("block", row.getString(1)),
                        node.cidr().length(),
                        length,
                        container.value())
                .map(block -> new Cidr(block.network(), length))
                .orElseThrow(() -> Refused.because(
                        NetworkRefusal.NO_FREE_PREFIX,
                        container.text() + " (" + node.cidr().text() + ") has no free /" + length));
    }

    Node container(PrefixId prefix) {
        Node node = sql.row(
                        "select prefix_id, cidr, container, space, vrf_id from prefix_room where prefix_id = ?",
                        Node::of,
                        prefix.value())
                .orElseThrow(PrefixTree::unknown);
        if (!node.container()) {
            throw Refused.field(
                    NetworkRefusal.PREFIX_NO_CONTAINER,
                    "prefixId",
                    prefix.text() + " (" + node.cidr().text() + ") gives out addresses and holds no prefixes");
        }
        return node;
    }

    /** One change at a time in a space: what is free there is read and written in several steps. */
    private void lock(long space) {
        sql.rows("select pg_advisory_xact_lock(7316, hashint8(?))", row -> true, space);
    }

    private boolean within(PrefixId wanted, Node parent) {
        return sql.count(
                        "with recursive up as (select prefix_id, parent_id from prefix_room where prefix_id = ? union all"
                                + " select p.prefix_id, p.parent_id from prefix_room p join up on p.prefix_id = up.parent_id)"
                                + " select count(*) from up where prefix_id = ?",
                        parent.id().value(),
                        wanted.value())
                > 0;
    }

    private Optional<Node> around(long space, Cidr cidr) {
        return sql.row(
                "select prefix_id, cidr, container, space, vrf_id from prefix_room where space = ? and cidr >>= ?::cidr"
                        + " order by masklen(cidr) desc limit 1",
                Node::of,
                space,
                cidr.text());
    }

    private Optional<Node> inside(long space, Cidr cidr) {
        return sql.row(
                "select prefix_id, cidr, container, space, vrf_id from prefix_room where space = ? and cidr << ?::cidr"
                        + " order by cidr limit 1",
                Node::of,
                space,
                cidr.text());
    }

    /** Takes a block out of a container's free ones; tells which of those lay inside it. */
    private List<Cidr> carve(PrefixId container, Cidr cidr) {
        Optional<Cidr> wider = sql.row(
                "delete from prefix_free where container_id = ? and block >> ?::cidr returning block",
                row -> Cidr.of("block", row.getString(1)),
                container.value(),
                cidr.text());
        if (wider.isPresent()) {
            add(container, wider.get().without(cidr));
            return List.of(cidr);
        }
        return sql.rows(
                "delete from prefix_free where container_id = ? and block <<= ?::cidr returning block",
                row -> Cidr.of("block", row.getString(1)),
                container.value(),
                cidr.text());
    }

    /** What is free in an outermost container that is put around prefixes already there. */
    private List<Cidr> rest(long space, Cidr cidr, boolean container) {
        if (!container) {
            return List.of();
        }
        List<Cidr> children = sql.rows(
                "select cidr from prefix_room where space = ? and parent_id is null and cidr << ?::cidr order by cidr",
                row -> Cidr.of("cidr", row.getString(1)),
                space,
                cidr.text());
        List<Cidr> free = new ArrayList<>(List.of(cidr));
        for (Cidr child : children) {
            Cidr last = free.stream()
                    .filter(block -> block.holds(child.network()))
                    .findFirst()
                    .orElseThrow();
            free.remove(last);
            free.addAll(last.without(child));
        }
        return free;
    }

    private void add(PrefixId container, List<Cidr> blocks) {
        if (!blocks.isEmpty()) {
            sql.change(
                    "insert into prefix_free (container_id, block) select ?, block from unnest(?::cidr[]) as block",
                    container.value(),
                    blocks.stream().map(Cidr::text).collect(Collectors.joining(",", "{", "}")));
        }
    }

    /** Two free halves of a block are the block. */
    private void merge(PrefixId container, Cidr freed) {
        int least = container(container).cidr().length();
        Cidr block = freed;
        while (block.length() > least
                && sql.change(
                                "delete from prefix_free where container_id = ? and block = ?::cidr",
                                container.value(),
                                block.sibling().text())
                        == 1) {
            block = block.half();
        }
        add(container, List.of(block));
    }

    private static Refused overlap(Cidr cidr, Node holder) {
        return Refused.heldBy(
                NetworkRefusal.PREFIX_OVERLAPS,
                "cidr",
                cidr.text() + " overlaps " + holder.cidr().text(),
                holder.id().text());
    }

    private static Refused unknown() {
        return Refused.field(NetworkRefusal.PREFIX_UNKNOWN, "prefixId", "prefixId names no prefix in use");
    }

    /** A prefix in the tree. */
    record Node(
            PrefixId id,
            Cidr cidr,
            boolean container,
            long space,
            @Nullable Long vrfId) {
        static Node of(java.sql.ResultSet row) throws java.sql.SQLException {
            return new Node(
                    new PrefixId(row.getLong(1)),
                    Cidr.of("cidr", row.getString(2)),
                    row.getBoolean(3),
                    row.getLong(4),
                    row.getObject(5, Long.class));
        }
    }

    private record Held(Cidr cidr, @Nullable Long parent) {}
}
