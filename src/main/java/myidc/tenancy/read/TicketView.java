package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.shared.id.TenantId;
import myidc.shared.id.TicketId;
import org.jspecify.annotations.Nullable;

/** A support ticket as screens show it; its texts are blank once who opened it was erased. */
@Entity
@Table(name = "ticket_view")
public class TicketView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long tenantId;
    public long openedBy;
    public String summary = "";
    public String description = "";
    public @Nullable String aboutKind;
    public @Nullable Long aboutId;
    public @Nullable String aboutLabel;
    public @Nullable Integer severity;

    /** Linode's words: new until staff wrote, then open, at last closed. */
    public String state = "";

    /** Whether the tenant had the last word and staff the next. */
    public boolean waiting;

    public int replies;
    public Instant openedAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
    public @Nullable Long updatedBy;
    public boolean updatedByStaff;
    public @Nullable Instant closedAt;

    public TicketId ticketId() {
        return new TicketId(id);
    }

    public TenantId tenant() {
        return new TenantId(tenantId);
    }

    /** This row as histories keep it: what people wrote is in none, so that it can go. */
    TicketView withoutTexts() {
        TicketView bare = new TicketView();
        bare.id = id;
        bare.version = version;
        bare.tenantId = tenantId;
        bare.openedBy = openedBy;
        bare.aboutKind = aboutKind;
        bare.aboutId = aboutId;
        bare.aboutLabel = aboutLabel;
        bare.severity = severity;
        bare.state = state;
        bare.waiting = waiting;
        bare.replies = replies;
        bare.openedAt = openedAt;
        bare.updatedAt = updatedAt;
        bare.updatedBy = updatedBy;
        bare.updatedByStaff = updatedByStaff;
        bare.closedAt = closedAt;
        return bare;
    }
}
