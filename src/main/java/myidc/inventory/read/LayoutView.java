package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.inventory.event.LayoutEvent.Ground;
import myidc.inventory.event.LayoutStep;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A plan as screens show it. */
@Entity
@Table(name = "layout_view")
public class LayoutView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long siteId;
    public String name = "";
    public @Nullable String note;

    /** DRAFT, SUBMITTED, APPROVED, APPLIED or DROPPED. */
    public String state = "";

    @JdbcTypeCode(SqlTypes.JSON)
    public List<Step> steps = List.of();

    /** How that was which the plan builds upon, when it was submitted last. */
    @JdbcTypeCode(SqlTypes.JSON)
    public List<Ground> ground = List.of();

    /** What it made; empty until it is applied. */
    @JdbcTypeCode(SqlTypes.JSON)
    public List<String> made = List.of();

    /** The key of who wrote it last. */
    public String author = "";

    public Instant draftedAt = Instant.EPOCH;
    public @Nullable Instant submittedAt;
    public @Nullable String approvedBy;
    public @Nullable Instant approvedAt;

    /** When it was applied or dropped, and by whom. */
    public @Nullable Instant endedAt;

    public @Nullable String endedBy;

    /** Why it was returned or dropped. */
    public @Nullable String reason;

    /** A step with plain numbers; see {@link LayoutStep}. */
    public record Step(
            String deed,
            @Nullable Long deviceId,
            @Nullable Long deviceTypeId,
            @Nullable Long rackId,
            @Nullable String rackName,
            @Nullable String face,
            @Nullable BigDecimal positionU,
            @Nullable Long reservationId,
            @Nullable String name,
            @Nullable Integer heightU,
            @Nullable Integer maxWeightKg,
            @Nullable Integer maxPowerW) {
        static Step of(LayoutStep step) {
            return new Step(
                    step.deed().name(),
                    step.deviceId() == null ? null : step.deviceId().value(),
                    step.deviceTypeId(),
                    step.rackId() == null ? null : step.rackId().value(),
                    step.rackName(),
                    step.face() == null ? null : step.face().name(),
                    step.positionU(),
                    step.reservationId() == null ? null : step.reservationId().value(),
                    step.name(),
                    step.heightU(),
                    step.weightKgMax(),
                    step.powerWMax());
        }
    }
}
