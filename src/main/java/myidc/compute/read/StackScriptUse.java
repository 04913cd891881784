package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A guest that was made with a script, as long as both are there. */
@Entity
@Table(name = "stackscript_use")
public class StackScriptUse extends PanacheEntityBase {
    @Id
    public long instanceId;

    public long stackscriptId;
}
