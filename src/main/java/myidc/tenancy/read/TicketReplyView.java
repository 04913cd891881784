package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody wrote in a ticket; blank once the key that sealed it was destroyed. */
@Entity
@Table(name = "ticket_reply_view")
public class TicketReplyView extends PanacheEntityBase {
    @Id
    public long id;

    public long ticketId;
    public @Nullable Long author;
    public boolean fromStaff;
    public String text = "";
    public String sealedBy = "";
    public Instant at = Instant.EPOCH;
}
