package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.inventory.read.SiteView;
import myidc.inventory.read.Sites;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sites as regions, under their own identifiers and under aliases that scripts hard-code. */
@Singleton
public final class Regions {
    private final Sites sites;
    private final Map<String, String> aliases = new LinkedHashMap<>();

    /** @param aliases pairs such as {@code us-ord:cn-sha}, the alias first */
    Regions(Sites sites, @ConfigProperty(name = "myidc.region-aliases") Optional<List<String>> aliases) {
        this.sites = sites;
        for (String pair : aliases.orElse(List.of())) {
            String[] parts = pair.strip().split(":", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new IllegalArgumentException(
                        "myidc.region-aliases must be pairs like us-ord:cn-sha, not " + pair);
            }
            this.aliases.put(parts[0], parts[1]);
        }
    }

    /** Every region, aliases of known sites last. */
    List<Region> all() {
        List<SiteView> known = sites.all();
        List<Region> regions = new ArrayList<>();
        known.forEach(site -> regions.add(new Region(site.region, site)));
        aliases.forEach((alias, region) -> known.stream()
                .filter(site -> site.region.equals(region))
                .forEach(site -> regions.add(new Region(alias, site))));
        return regions;
    }

    public Optional<Region> find(String id) {
        return sites.inRegion(id)
                .or(() -> Optional.ofNullable(aliases.get(id)).flatMap(sites::inRegion))
                .map(site -> new Region(id, site));
    }

    /** A site under one of its identifiers. */
    public record Region(String id, SiteView site) {}
}
