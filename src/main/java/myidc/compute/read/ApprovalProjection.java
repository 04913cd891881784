package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.ApprovalEvent.ApprovalAwaited;
import myidc.compute.event.ApprovalEvent.ApprovalGranted;
import myidc.compute.event.ApprovalEvent.ApprovalRefused;
import myidc.compute.event.ApprovalEvent.ApprovalWithdrawn;
import myidc.compute.event.ApprovalEvent.PlacementOverridden;
import myidc.compute.event.Resources;
import myidc.platform.axon.Projection;
import myidc.platform.axon.WhoAndWhy;
import myidc.shared.id.ApprovalId;
import myidc.shared.id.PoolId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/** Writes {@link ApprovalView}. */
@Singleton
@ProcessingGroup("compute.read")
public final class ApprovalProjection implements Projection {
    @Override
    public String name() {
        return "compute.approvals";
    }

    @Override
    public List<String> tables() {
        return List.of("approval_view");
    }

    @EventHandler
    void on(ApprovalAwaited fact, @Timestamp Instant at) {
        ApprovalView row = new ApprovalView();
        row.id = fact.approvalId().value();
        row.instanceId = fact.instanceId().value();
        row.tenantId = fact.tenantId().value();
        row.label = fact.label();
        row.deed = fact.deed();
        row.plan = fact.size().plan();
        row.ruleId = fact.approvalRuleId().value();
        row.siteId = fact.to().siteId().value();
        row.hostId = fact.to().hostId().value();
        PoolId pool = fact.to().poolId();
        Resources size = fact.size().resources();
        row.poolId = pool == null ? null : pool.value();
        row.vcpus = size.vcpus();
        row.memoryMb = size.memoryMb();
        row.diskMb = size.diskMb();
        row.weighing = CandidateLines.write(fact.candidates());
        row.weighed = fact.weighed();
        row.state = "OPEN";
        row.askedAt = at;
        row.endsAt = fact.until();
        row.persist();
    }

    @EventHandler
    void on(PlacementOverridden fact) {
        ApprovalView row = row(fact.approvalId());
        row.overridden = fact.before().value();
        row.hostId = fact.hostId().value();
    }

    @EventHandler
    void on(ApprovalGranted fact, @Timestamp Instant at, @MetaDataValue(WhoAndWhy.WHO) @Nullable String who) {
        decided(fact.approvalId(), "GRANTED", at, who).reason = fact.reason();
    }

    @EventHandler
    void on(ApprovalRefused fact, @Timestamp Instant at, @MetaDataValue(WhoAndWhy.WHO) @Nullable String who) {
        decided(fact.approvalId(), fact.expired() ? "EXPIRED" : "REFUSED", at, who).reason = fact.reason();
    }

    @EventHandler
    void on(ApprovalWithdrawn fact, @Timestamp Instant at, @MetaDataValue(WhoAndWhy.WHO) @Nullable String who) {
        decided(fact.approvalId(), "WITHDRAWN", at, who);
    }

    private static ApprovalView decided(ApprovalId id, String state, Instant at, @Nullable String who) {
        ApprovalView row = row(id);
        row.state = state;
        row.decidedAt = at;
        row.decidedBy = who == null ? "" : who;
        return row;
    }

    private static ApprovalView row(ApprovalId id) {
        return ApprovalView.<ApprovalView>findByIdOptional(id.value()).orElseThrow();
    }
}
