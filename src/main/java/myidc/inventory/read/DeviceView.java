package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A device as screens show it. */
@Entity
@Table(name = "device_view")
public class DeviceView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long deviceTypeId;
    public String manufacturer = "";
    public String model = "";
    public String category = "";

    @Column(name = "height_u")
    public BigDecimal heightU = BigDecimal.ONE;

    public boolean fullDepth;
    public @Nullable BigDecimal weightKg;

    @Column(name = "max_draw_w")
    public @Nullable Integer maxDrawW;

    public String name = "";
    public @Nullable String serial;
    public @Nullable String assetTag;

    /** ORDERED, RECEIVED, RACKED, IN_SERVICE, DRAINING or RETIRED. */
    public String state = "";

    public @Nullable Long siteId;
    public @Nullable Long rackId;
    public @Nullable String face;

    @Column(name = "position_u")
    public @Nullable BigDecimal positionU;

    /** The chassis it sits in; null when it has a place of its own. */
    public @Nullable Long chassisId;

    public @Nullable Integer bay;

    /** Bays it has for others. */
    public @Nullable Integer bays;

    @Column(name = "budget_w")
    public @Nullable Integer budgetW;

    /** Whose gear it is; null when it is the operator's own. */
    public @Nullable Long tenantId;

    public @Nullable LocalDate boughtOn;
    public @Nullable Instant orderedAt;
    public @Nullable Instant receivedAt;
    public @Nullable Instant rackedAt;
    public @Nullable Instant inServiceAt;
    public @Nullable Instant retiredAt;
}
