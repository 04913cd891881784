package myidc.compute.catalog;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A kernel or boot loader a guest may be booted with. */
@Entity
@Table(name = "kernel")
public class KernelRow extends PanacheEntityBase {
    @Id
    public String id = "";

    public String label = "";
    public String version = "";
    public String architecture = "";
    public Instant builtAt = Instant.EPOCH;
}
