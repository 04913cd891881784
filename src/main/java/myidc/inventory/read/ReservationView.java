package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.inventory.event.ReservationEvent.Span;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Space kept in a rack as screens show it. */
@Entity
@Table(name = "reservation_view")
public class ReservationView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long rackId;

    /** RESERVED, PLANNED or BLOCKED. */
    public String use = "";

    /** FRONT, REAR or both with a comma. */
    public String faces = "";

    @Column(name = "position_u")
    public BigDecimal positionU = BigDecimal.ZERO;

    @Column(name = "height_u")
    public BigDecimal heightU = BigDecimal.ZERO;

    public String owner = "";
    public @Nullable String note;

    /** HELD, USED, RELEASED or EXPIRED. */
    public String state = "";

    /** What of it is still kept. */
    @JdbcTypeCode(SqlTypes.JSON)
    public List<Span> spansLeft = List.of();

    public @Nullable Instant expiresAt;
    public Instant reservedAt = Instant.EPOCH;
    public @Nullable Instant endedAt;
}
