package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A script that runs at a guest's first start, as screens show it. */
@Entity
@Table(name = "stackscript_view")
public class StackScriptView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long tenantId;

    /** Name of the user who made it. */
    public String author = "";

    public String label = "";
    public String description = "";
    public String[] images = {};
    public String script = "";
    public String revNote = "";

    /** How often a guest was made, rebuilt or given a disk with it. */
    public int deployments;

    /** How many guests that are there yet began with it last. */
    public int deploymentsActive;

    /** Whether every tenant sees it. */
    public boolean isPublic;

    /** Why staff took it out of the community. */
    public @Nullable String takenDown;

    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
}
