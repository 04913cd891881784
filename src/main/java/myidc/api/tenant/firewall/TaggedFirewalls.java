package myidc.api.tenant.firewall;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.TagBearers;
import myidc.network.FirewallCommand.TagFirewall;
import myidc.network.read.FirewallRow;
import myidc.shared.id.FirewallId;

/** Firewalls that bear tags. */
@Singleton
final class TaggedFirewalls implements TagBearers {
    private final OwnFirewalls own;

    TaggedFirewalls(OwnFirewalls own) {
        this.own = own;
    }

    @Override
    public String kind() {
        return "firewall";
    }

    @Override
    public Collection<String> borne() {
        return own.seen(null).stream().flatMap(row -> row.tags.stream()).toList();
    }

    @Override
    public List<?> bearing(String label) {
        List<FirewallRow> rows = with(label);
        Map<Long, String> labels = own.labels(rows);
        return rows.stream().map(row -> FirewallJson.of(row, labels)).toList();
    }

    @Override
    public Object put(String thing, String label) {
        FirewallRow row = own.changeable(TagBearers.number(thing));
        return new TagFirewall(new FirewallId(row.id), TagBearers.with(row.tags, label));
    }

    @Override
    public List<Object> take(String label) {
        return with(label).stream()
                .<Object>map(row -> new TagFirewall(new FirewallId(row.id), TagBearers.without(row.tags, label)))
                .toList();
    }

    private List<FirewallRow> with(String label) {
        return own.seen(null).stream().filter(row -> row.tags.contains(label)).toList();
    }
}
