package myidc.inventory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.inventory.SiteCommand.OpenSite;
import myidc.inventory.event.SiteEvent.SiteOpened;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.SiteId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A site: a building with racks, which tenants know as a region. */
final class Site {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}-[a-z0-9-]{2,20}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    @AggregateIdentifier
    private @Nullable SiteId id;

    Site() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OpenSite command, Claims claims) {
        String name = Check.text("name", command.name(), 80);
        String region =
                Check.matches("region", command.region(), REGION, "must look like cn-sha: country, hyphen, place");
        if (!COUNTRIES.contains(command.country())) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "country", "country must be an ISO 3166-1 code of two capitals");
        }
        String holder = command.siteId().text();
        claims.take(new Claims.Claim("inventory.site", name, "name"), holder, InventoryRefusal.SITE_NAME_TAKEN);
        claims.take(new Claims.Claim("inventory.region", region, "region"), holder, InventoryRefusal.SITE_NAME_TAKEN);
        apply(new SiteOpened(command.siteId(), name, region, command.country(), command.timeZone()));
    }

    @EventSourcingHandler
    void evolve(SiteOpened fact) {
        id = fact.siteId();
    }
}
