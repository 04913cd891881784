package myidc.inventory.catalog;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.Map;
import myidc.inventory.event.PartKind;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A model of module, such as a power supply or a line card; what its maker does not say stays null. */
@Entity
@Table(name = "module_type")
public class ModuleType extends PanacheEntityBase {
    @Id
    public long id;

    @Version
    public long version;

    @Enumerated(EnumType.STRING)
    public PartKind kind = PartKind.OTHER;

    public String manufacturer = "";
    public String model = "";
    public @Nullable String partNumber;
    public @Nullable BigDecimal weightKg;

    /** What it takes in at most: of a power supply what it is rated for, which is not what its device draws. */
    @Column(name = "max_draw_w")
    public @Nullable Integer maxDrawW;

    /** What the maker says beyond this, by the column or field it was said in. */
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> spec = Map.of();
}
