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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import myidc.inventory.DeviceCommand;
import myidc.inventory.DeviceCommand.FitBays;
import myidc.inventory.DeviceCommand.FitModuleBays;
import myidc.inventory.event.DeviceMake;
import myidc.shared.id.DeviceId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A model of device; what its maker does not say stays null. */
@Entity
@Table(name = "device_type")
public class DeviceType extends PanacheEntityBase {
    @Id
    public long id;

    @Version
    public long version;

    public String manufacturer = "";
    public String model = "";

    @Enumerated(EnumType.STRING)
    public DeviceCategory category = DeviceCategory.OTHER;

    @Column(name = "height_u")
    public BigDecimal heightU = BigDecimal.ONE;

    public boolean fullDepth = true;
    public @Nullable BigDecimal weightKg;

    /** Nameplate power. */
    @Column(name = "max_draw_w")
    public @Nullable Integer maxDrawW;

    public @Nullable Integer cpuSockets;
    public @Nullable Integer driveBays;
    public @Nullable Integer powerSupplies;

    /** Where the figures come from. */
    public @Nullable String source;

    /** Bays for devices without units of their own. */
    public @Nullable Integer deviceBays;

    /** What the maker says beyond this, by the column or field it was said in. */
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> spec = Map.of();

    /** What a new device of this type is fitted with. */
    public List<DeviceCommand> fittings(DeviceId device) {
        List<DeviceCommand> fittings = new ArrayList<>();
        Integer bays = deviceBays;
        if (bays != null) {
            fittings.add(new FitBays(device, bays));
        }
        String modules = spec.get("module_bay_names");
        if (modules != null) {
            fittings.add(new FitModuleBays(
                    device,
                    Arrays.stream(modules.split(";"))
                            .map(String::strip)
                            .distinct()
                            .toList()));
        }
        return fittings;
    }

    /** What a device of this type is, as its facts keep it. */
    public DeviceMake make() {
        return new DeviceMake(id, manufacturer, model, category.name(), heightU, fullDepth, weightKg, maxDrawW);
    }
}
