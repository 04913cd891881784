package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import myidc.inventory.event.Port;
import myidc.inventory.event.Purchase;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What is on a device's sheet beside where it stands. */
@Entity
@Table(name = "device_sheet_view")
public class DeviceSheetView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;

    @JdbcTypeCode(SqlTypes.JSON)
    public List<Port> ports = List.of();

    /** Bays for modules, by name. */
    @JdbcTypeCode(SqlTypes.JSON)
    public List<String> moduleBays = List.of();

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> attributes = Map.of();

    @JdbcTypeCode(SqlTypes.JSON)
    public @Nullable Purchase purchase;
}
