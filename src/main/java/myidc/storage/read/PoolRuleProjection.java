package myidc.storage.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.axon.Projection;
import myidc.storage.event.PoolEvent.AgentAllowed;
import myidc.storage.event.PoolEvent.AgentRevoked;
import myidc.storage.event.PoolEvent.AlertCleared;
import myidc.storage.event.PoolEvent.AlertRaised;
import myidc.storage.event.PoolEvent.ThresholdsSet;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link PoolAlertView}, {@link PoolThresholdView} and {@link PoolAgentView}. */
@Singleton
@ProcessingGroup("storage.read")
public final class PoolRuleProjection implements Projection {
    @Override
    public String name() {
        return "storage.rules";
    }

    @Override
    public List<String> tables() {
        return List.of("pool_alert_view", "pool_threshold_view", "pool_agent_view");
    }

    @EventHandler
    void on(AlertRaised fact) {
        PoolAlertView alert = new PoolAlertView();
        alert.poolId = fact.poolId().value();
        alert.raisedOn = fact.on().name();
        alert.raisedAt = fact.at();
        alert.value = fact.value();
        alert.threshold = fact.threshold();
        alert.persist();
    }

    @EventHandler
    void on(AlertCleared fact) {
        PoolAlertView.<PoolAlertView>find(
                        "poolId = ?1 and raisedOn = ?2 and clearedAt is null",
                        fact.poolId().value(),
                        fact.on().name())
                .list()
                .forEach(alert -> {
                    alert.clearedAt = fact.at();
                    alert.clearedValue = fact.value();
                });
    }

    @EventHandler
    void on(ThresholdsSet fact) {
        PoolThresholdView thresholds = new PoolThresholdView();
        thresholds.poolId = fact.poolId().value();
        thresholds.effectiveFrom = fact.effectiveFrom();
        thresholds.thresholds = StoredJson.write(fact.thresholds());
        PoolThresholdView.delete("poolId = ?1 and effectiveFrom = ?2", thresholds.poolId, thresholds.effectiveFrom);
        thresholds.persist();
    }

    @EventHandler
    void on(AgentAllowed fact, @Timestamp Instant at) {
        PoolAgentView agent = new PoolAgentView();
        agent.id = fact.agent();
        agent.poolId = fact.poolId().value();
        agent.label = fact.label();
        agent.tokenHash = fact.tokenHash();
        agent.allowedAt = at;
        agent.expiry = fact.expiry();
        agent.persist();
    }

    @EventHandler
    void on(AgentRevoked fact, @Timestamp Instant at) {
        PoolAgentView agent = PoolAgentView.findById(fact.agent());
        agent.revokedAt = at;
    }
}
