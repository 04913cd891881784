package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.shared.id.ApprovalRuleId;
import org.jspecify.annotations.Nullable;

/** An approval rule as screens show it. */
@Entity
@Table(name = "approval_rule_view")
public class ApprovalRuleView extends PanacheEntityBase {
    @Id
    public long id;

    public @Nullable Long tenantId;
    public @Nullable String plan;
    public boolean required;
    public int minutes;
    public Instant beginsAt = Instant.EPOCH;
    public String reason = "";
    public Instant setAt = Instant.EPOCH;

    public ApprovalRuleId ruleId() {
        return new ApprovalRuleId(id);
    }
}
