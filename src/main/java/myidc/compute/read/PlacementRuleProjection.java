package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.PlacementRuleEvent.PlacementRuleSet;
import myidc.compute.event.PlacementRuleEvent.PlacementRuleWithdrawn;
import myidc.compute.event.PlacementRuleEvent.PlacementWeightsSet;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link PlacementRuleView}. */
@Singleton
@ProcessingGroup("compute.read")
public final class PlacementRuleProjection implements Projection {
    @Override
    public String name() {
        return "compute.placement-rules";
    }

    @Override
    public List<String> tables() {
        return List.of("placement_rule_view");
    }

    @EventHandler
    void on(PlacementRuleSet fact, @Timestamp Instant at) {
        PlacementRuleView rule = new PlacementRuleView();
        rule.id = fact.placementRuleId().value();
        rule.siteId = fact.siteId() == null ? null : fact.siteId().value();
        rule.policy = fact.policy();
        rule.beginsAt = fact.from();
        rule.reason = fact.reason();
        rule.setAt = at;
        rule.persist();
    }

    @EventHandler
    void on(PlacementWeightsSet fact) {
        PlacementRuleView rule = PlacementRuleView.<PlacementRuleView>findByIdOptional(
                        fact.placementRuleId().value())
                .orElseThrow();
        rule.weights = fact.weights().toArray(String[]::new);
    }

    @EventHandler
    void on(PlacementRuleWithdrawn fact) {
        PlacementRuleView.deleteById(fact.placementRuleId().value());
    }
}
