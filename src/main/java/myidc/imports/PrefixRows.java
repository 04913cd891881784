package myidc.imports;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;
import myidc.network.Filing;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.PrefixRole;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.VrfId;
import org.jspecify.annotations.Nullable;

/** Rows of NetBox's prefixes. */
@Singleton
final class PrefixRows implements RowWork {
    private final Commands commands;
    private final Sequences sequences;
    private final Places places;
    private final Sql sql;

    PrefixRows(Commands commands, Sequences sequences, Places places, Sql sql) {
        this.commands = commands;
        this.sequences = sequences;
        this.places = places;
        this.sql = sql;
    }

    @Override
    public Supplier<Done> apply(Cells cells, Wish wish) {
        String cidr = cells.needed("prefix", "cidr");
        SiteId site = places.site(cells, wish);
        VrfId vrf = places.vrf(cells);
        if (known(cidr, site, vrf)) {
            return () -> new Done(Outcome.UNCHANGED, null, null);
        }
        PrefixId id = new PrefixId(sequences.next("prefix"));
        boolean pool = cells.truth("is_pool") || cells.truth("is_a_pool");
        boolean container = "container".equalsIgnoreCase(cells.raw("status"));
        Filing filing = new Filing(vrf, container, null, null, PrefixRole.GUESTS, cells.text("description"), 0);
        commands.send(new AllocatePrefix(id, site, cidr, cells.raw("gateway"), pool, filing));
        return () -> new Done(Outcome.CREATED, new Made(id.text(), Map.of()), null);
    }

    private boolean known(String cidr, SiteId site, @Nullable VrfId vrf) {
        return sql.row(
                        "select id from prefix_view where cidr = ? and site_id = ?"
                                + " and vrf_id is not distinct from ?::bigint limit 1",
                        row -> row.getLong(1),
                        cidr,
                        site.value(),
                        vrf == null ? null : vrf.value())
                .isPresent();
    }

    @Override
    public void undo(Made made) {
        long id = Long.parseLong(made.thing().substring("prefix-".length()));
        commands.send(new RetirePrefix(new PrefixId(id)));
    }
}
