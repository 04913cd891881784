package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rack as screens show it. */
@Entity
@Table(name = "rack_view")
public class RackView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long siteId;
    public String name = "";

    @Column(name = "height_u")
    public int heightU;

    public int weightKgMax;

    @Column(name = "power_w_max")
    public int powerWMax;

    public Instant installedAt = Instant.EPOCH;

    public @Nullable Long locationId;
    public @Nullable Integer positionInRow;

    @Column(name = "x_mm")
    public @Nullable Integer xMm;

    @Column(name = "y_mm")
    public @Nullable Integer yMm;

    /** True when unit 1 is written on the highest unit. */
    public boolean numberedTopDown;

    public int widthIn = 19;
    public @Nullable Integer outerWidthMm;
    public @Nullable Integer outerDepthMm;
}
