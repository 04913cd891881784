package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.inventory.event.PowerNodeEvent.LegReading;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A panel, UPS, feed, PDU or bank as screens show it. */
@Entity
@Table(name = "power_node_view")
public class PowerNodeView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long siteId;
    public @Nullable Long parentId;
    public @Nullable Long rackId;
    public String kind = "";
    public String name = "";
    public @Nullable String side;
    public int volts;
    public int amps;
    public int phases;
    public @Nullable String leg;
    public int deratingPercent;
    public BigDecimal powerFactor = BigDecimal.ZERO;
    public int outlets;

    @Column(name = "measured_w")
    public @Nullable Integer measuredW;

    public @Nullable Integer measuredVa;

    @JdbcTypeCode(SqlTypes.JSON)
    public @Nullable List<LegReading> measuredLegs;

    public @Nullable Instant measuredAt;

    /** WARNING or CRITICAL; null when its load is well below what it may carry for long. */
    public @Nullable String alarm;

    public @Nullable Instant alarmSince;
    public Instant installedAt = Instant.EPOCH;
}
