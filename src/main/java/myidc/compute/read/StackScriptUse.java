package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The script that a guest began with last, as long as both are there. */
@Entity
@Table(name = "stackscript_use")
public class StackScriptUse extends PanacheEntityBase {
    @Id
    public long instanceId;

    public long stackscriptId;
}
