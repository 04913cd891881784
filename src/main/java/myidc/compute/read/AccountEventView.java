package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something a tenant had done or that befell one of its things, with how far it has come. */
@Entity
@Table(name = "account_event_view")
public class AccountEventView extends PanacheEntityBase {
    /** Place in the store of the fact that opened it. */
    @Id
    public long id;

    public long tenantId;

    /** In Linode's words, such as {@code linode_boot}. */
    public String action = "";

    /** scheduled, started, finished, failed, canceled or notification. */
    public String status = "";

    public @Nullable Integer percent;
    public Instant createdAt = Instant.EPOCH;
    public @Nullable Instant endedAt;
    public String entityType = "";
    public long entityId;
    public String entityLabel = "";

    /** Key of who did it, such as {@code person-7} or {@code program:reconciler}. */
    public String who = "";

    public String message = "";

    /** Of an action that waits: its number; null for all others. */
    public @Nullable Long queuedNumber;

    /** Of an action that waits: what was the last before it when it joined. */
    public @Nullable String queuedBehind;

    /** Of an action whose turn came and which is about to begin. */
    public @Nullable Long reachedNumber;
}
