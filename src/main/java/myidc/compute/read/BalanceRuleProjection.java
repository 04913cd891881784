package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.BalanceRuleEvent.BalanceRuleSet;
import myidc.compute.event.BalanceRuleEvent.BalanceRuleWithdrawn;
import myidc.compute.event.BalanceTerms;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link BalanceRuleView}. */
@Singleton
@ProcessingGroup("compute.read")
public final class BalanceRuleProjection implements Projection {
    @Override
    public String name() {
        return "compute.balance-rules";
    }

    @Override
    public List<String> tables() {
        return List.of("balance_rule_view");
    }

    @EventHandler
    void on(BalanceRuleSet fact, @Timestamp Instant at) {
        BalanceRuleView rule = new BalanceRuleView();
        rule.id = fact.balanceRuleId().value();
        rule.siteId = fact.siteId() == null ? null : fact.siteId().value();
        BalanceTerms terms = fact.terms();
        if (terms != null) {
            rule.judged = true;
            rule.threshold = terms.threshold();
            rule.rounds = terms.rounds();
            rule.everyMinutes = terms.everyMinutes();
            rule.linkMbps = terms.linkMbps();
            rule.pointsPerMinute = terms.pointsPerMinute();
            rule.moves = terms.moves();
            rule.propose = terms.propose();
        }
        rule.beginsAt = fact.from();
        rule.reason = fact.reason();
        rule.setAt = at;
        rule.persist();
    }

    @EventHandler
    void on(BalanceRuleWithdrawn fact) {
        BalanceRuleView.deleteById(fact.balanceRuleId().value());
    }
}
