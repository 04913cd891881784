package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A data cable and its last test as screens show it. */
@Entity
@Table(name = "cable_view")
public class CableView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;

    @Column(name = "a_device_id")
    public long aDeviceId;

    @Column(name = "a_port")
    public String aPort = "";

    @Column(name = "b_device_id")
    public long bDeviceId;

    @Column(name = "b_port")
    public String bPort = "";

    public String medium = "";
    public @Nullable String label;

    @Column(name = "length_m")
    public @Nullable BigDecimal lengthM;

    public @Nullable Integer contractedMbps;
    public Instant connectedAt = Instant.EPOCH;
    public @Nullable Instant testedAt;
    public @Nullable String testTool;
    public @Nullable BigDecimal sentMbps;
    public @Nullable BigDecimal receivedMbps;
    public @Nullable Long retransmits;
}
