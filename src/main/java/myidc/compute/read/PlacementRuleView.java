package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import myidc.compute.packing.Policy;
import myidc.compute.packing.Weights;
import myidc.shared.id.PlacementRuleId;
import org.jspecify.annotations.Nullable;

/** A placement rule as screens show it. */
@Entity
@Table(name = "placement_rule_view")
public class PlacementRuleView extends PanacheEntityBase {
    @Id
    public long id;

    public @Nullable Long siteId;

    /** Name of a {@link Policy}. */
    public String policy = "";

    /** As {@link Weights} tells them; none for rules from before there were any. */
    public String[] weights = {};

    public Instant beginsAt = Instant.EPOCH;

    public String reason = "";
    public Instant setAt = Instant.EPOCH;

    public PlacementRuleId ruleId() {
        return new PlacementRuleId(id);
    }

    public Policy chosen() {
        return Policy.valueOf(policy);
    }

    /** What its policy weighs by. */
    public Weights weighing() {
        return Weights.of(chosen(), List.of(weights));
    }
}
