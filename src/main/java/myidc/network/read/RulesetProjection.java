package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.network.event.RulesetEvent.RulesetCreated;
import myidc.network.event.RulesetEvent.RulesetDeleted;
import myidc.network.event.RulesetEvent.RulesetDescribed;
import myidc.network.event.RulesetEvent.RulesetRulesSet;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Shelves sets of firewall rules. */
@Singleton
@ProcessingGroup("network.read")
public final class RulesetProjection implements Projection {
    private final Shelf<RulesetRow> rulesets;

    RulesetProjection(NetworkShelves shelves) {
        this.rulesets = shelves.rulesets();
    }

    @Override
    public String name() {
        return "network.rulesets";
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public List<String> histories() {
        return List.of(NetworkShelves.RULESET);
    }

    @EventHandler
    void on(RulesetCreated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        rulesets.show(
                at,
                new RulesetRow(
                        fact.rulesetId().value(),
                        version,
                        fact.tenantId().value(),
                        fact.label(),
                        fact.description(),
                        fact.inbound(),
                        fact.rules(),
                        1,
                        at,
                        at));
    }

    @EventHandler
    void on(RulesetDescribed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        rulesets.change(
                fact.rulesetId(),
                at,
                row -> new RulesetRow(
                        row.id(),
                        version,
                        row.tenantId(),
                        fact.label(),
                        fact.description(),
                        row.inbound(),
                        row.rules(),
                        row.ruleVersion(),
                        row.created(),
                        at));
    }

    @EventHandler
    void on(RulesetRulesSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        rulesets.change(
                fact.rulesetId(),
                at,
                row -> new RulesetRow(
                        row.id(),
                        version,
                        row.tenantId(),
                        row.label(),
                        row.description(),
                        row.inbound(),
                        fact.rules(),
                        fact.ruleVersion(),
                        row.created(),
                        at));
    }

    @EventHandler
    void on(RulesetDeleted fact, @Timestamp Instant at) {
        rulesets.end(fact.rulesetId(), at);
    }
}
