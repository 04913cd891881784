package myidc.network;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * Chooses blocks out of containers. The container's space waits from the choice to the end of the transaction, so the
 * command that is told must be sent in the same one.
 */
@Singleton
public final class PrefixPicker {
    /** How many free blocks of a container are told at most. */
    public static final int BLOCKS_MAX = 500;

    private final PrefixTree tree;
    private final Sequences sequences;
    private final Sql sql;

    PrefixPicker(PrefixTree tree, Sequences sequences, Sql sql) {
        this.tree = tree;
        this.sequences = sequences;
        this.sql = sql;
    }

    /**
     * The lowest free block of a length in a container; refused as NO_FREE_PREFIX when there is none.
     *
     * @param site where it is to be used; null for nowhere in particular
     * @param filing where it is filed; the VRF and the parent are those of the container, whatever is said
     */
    public AllocatePrefix next(PrefixId container, int length, @Nullable SiteId site, Filing filing) {
        PrefixTree.Node node = tree.container(container);
        Cidr block = tree.nextFree(container, length);
        Long vrf = node.vrfId();
        Filing inside = new Filing(
                vrf == null ? null : new myidc.shared.id.VrfId(vrf),
                filing.container(),
                container,
                filing.tenantId(),
                filing.role(),
                filing.description(),
                filing.quarantineSeconds());
        return new AllocatePrefix(new PrefixId(sequences.next("prefix")), site, block.text(), null, false, inside);
    }

    /** The largest aligned blocks of a container that no prefix takes, in order, at most 500. */
    public List<String> free(PrefixId container) {
        tree.container(container);
        return sql.rows(
                "select block from prefix_free where container_id = ? order by block limit ?",
                row -> row.getString(1),
                container.value(),
                BLOCKS_MAX);
    }

    /** A container at a site, or at none, that blocks routed to guests are cut from; the oldest first. */
    public List<PrefixId> routed(SiteId site, int family) {
        return sql.rows(
                "select id from prefix_view where container and role = 'ROUTED' and family = ?"
                        + " and (site_id = ? or site_id is null) order by site_id nulls last, id limit ?",
                row -> new PrefixId(row.getLong(1)),
                family,
                site.value(),
                BLOCKS_MAX);
    }
}
