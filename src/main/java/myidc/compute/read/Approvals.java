package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.shared.Page;
import myidc.shared.id.ApprovalId;
import myidc.shared.id.ApprovalRuleId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;

/** Reads what waits for an operator, what was decided, and by which rules things wait. */
@Singleton
public class Approvals {
    private final Clock clock;

    Approvals(Clock clock) {
        this.clock = clock;
    }

    /** What waits, the most urgent first, or what was decided, the latest first. */
    public Page<ApprovalView> list(boolean open, Page.Ask ask) {
        PanacheQuery<ApprovalView> query = ApprovalView.find(
                open ? "state = 'OPEN' order by endsAt, id" : "state <> 'OPEN' order by decidedAt desc, id desc");
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    public Optional<ApprovalView> find(ApprovalId id) {
        return ApprovalView.findByIdOptional(id.value());
    }

    /** What of a guest waits now. */
    public Optional<ApprovalView> open(InstanceId guest) {
        return ApprovalView.<ApprovalView>find("instanceId = ?1 and state = 'OPEN'", guest.value())
                .firstResultOptional();
    }

    /** Those of these guests of which something waits now. */
    public Set<InstanceId> awaiting(Collection<InstanceId> guests) {
        List<Long> numbers = guests.stream().map(InstanceId::value).toList();
        return ApprovalView.<ApprovalView>list("instanceId in ?1 and state = 'OPEN'", numbers).stream()
                .map(ApprovalView::guest)
                .collect(Collectors.toSet());
    }

    /** What nobody decided in time, the longest overdue first. */
    @Transactional
    public List<ApprovalView> overdue(Instant now, int most) {
        return ApprovalView.<ApprovalView>find("state = 'OPEN' and endsAt <= ?1 order by endsAt, id", now)
                .page(0, most)
                .list();
    }

    /** All rules, the latest beginning first. */
    public Page<ApprovalRuleView> rules(Page.Ask ask) {
        PanacheQuery<ApprovalRuleView> query = ApprovalRuleView.find("order by beginsAt desc, id desc");
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    public Optional<ApprovalRuleView> rule(ApprovalRuleId id) {
        return ApprovalRuleView.findByIdOptional(id.value());
    }

    /** The rule in force now for a tenant's guest of a plan, when it holds it up. */
    public Optional<ApprovalRuleView> holding(TenantId tenant, String plan) {
        return ApprovalRuleView.<ApprovalRuleView>find(
                        "beginsAt <= ?1 and (tenantId = ?2 or tenantId is null) and (plan = ?3 or plan is null)"
                                + " order by tenantId nulls last, plan nulls last, beginsAt desc, id desc",
                        clock.instant(),
                        tenant.value(),
                        plan)
                .firstResultOptional()
                .filter(rule -> rule.required);
    }
}
