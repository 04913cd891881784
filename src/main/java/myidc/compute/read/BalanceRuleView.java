package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.compute.event.BalanceTerms;
import org.jspecify.annotations.Nullable;

/** A balancing rule as screens show it. */
@Entity
@Table(name = "balance_rule_view")
public class BalanceRuleView extends PanacheEntityBase {
    @Id
    public long id;

    public @Nullable Long siteId;

    /** Whether hosts are judged at all; the terms are zero where not. */
    public boolean judged;

    public int threshold;
    public int rounds;
    public int everyMinutes;
    public int linkMbps;
    public int pointsPerMinute;
    public int moves;
    public boolean propose;
    public Instant beginsAt = Instant.EPOCH;
    public String reason = "";
    public Instant setAt = Instant.EPOCH;

    /** Null where hosts are judged no more. */
    public @Nullable BalanceTerms terms() {
        return judged
                ? new BalanceTerms(threshold, rounds, everyMinutes, linkMbps, pointsPerMinute, moves, propose)
                : null;
    }
}
