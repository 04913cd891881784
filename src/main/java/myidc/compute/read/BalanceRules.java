package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import myidc.shared.Page;
import myidc.shared.id.BalanceRuleId;
import myidc.shared.id.SiteId;

/** Reads how hosts' loads are judged. */
@Singleton
public final class BalanceRules {
    private final Clock clock;

    BalanceRules(Clock clock) {
        this.clock = clock;
    }

    /** All rules, the latest beginning first. */
    public Page<BalanceRuleView> list(Page.Ask ask) {
        PanacheQuery<BalanceRuleView> query =
                BalanceRuleView.findAll(Sort.descending("beginsAt").and("id", Sort.Direction.Descending));
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    public Optional<BalanceRuleView> find(BalanceRuleId id) {
        return BalanceRuleView.findByIdOptional(id.value());
    }

    /** The rule in force in a site now: its own latest that has begun, else the latest for all sites. */
    public Optional<BalanceRuleView> inForce(SiteId site) {
        return BalanceRuleView.<BalanceRuleView>find(
                        "beginsAt <= ?1 and (siteId = ?2 or siteId is null) order by siteId nulls last, beginsAt desc,"
                                + " id desc",
                        clock.instant(),
                        site.value())
                .firstResultOptional();
    }
}
