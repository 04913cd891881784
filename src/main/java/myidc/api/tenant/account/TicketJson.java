package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import myidc.api.tenant.wire.WireTime;
import myidc.tenancy.read.TicketReplyView;
import myidc.tenancy.read.TicketView;
import org.jspecify.annotations.Nullable;

/** Linode's support ticket object. Who of the house's staff answers is not told by name. */
@JsonNaming(SnakeCaseStrategy.class)
public record TicketJson(
        long id,
        String summary,
        String description,
        @Nullable Integer severity,
        String status,
        String opened,
        String openedBy,
        String updated,
        @Nullable String updatedBy,
        @Nullable String closed,
        boolean closable,
        @Nullable EntityJson entity,
        List<String> attachments,
        String gravatarId) {
    private static final String STAFF = "staff";
    private static final Map<String, String> PLACES = Map.of(
            "linode", "/v4/linode/instances/",
            "volume", "/v4/volumes/",
            "firewall", "/v4/networking/firewalls/",
            "vpc", "/v4/vpcs/");

    /**
     * A ticket as its tenant sees it.
     *
     * @param names of people by number
     */
    static TicketJson of(TicketView row, Map<Long, String> names) {
        return new TicketJson(
                row.id,
                row.summary,
                row.description,
                row.severity,
                row.state,
                WireTime.text(row.openedAt),
                names.getOrDefault(row.openedBy, ""),
                WireTime.text(row.updatedAt),
                name(row.updatedByStaff, row.updatedBy, names),
                WireTime.textOrNull(row.closedAt),
                row.closedAt == null,
                about(row),
                List.of(),
                "");
    }

    private static @Nullable EntityJson about(TicketView row) {
        String kind = row.aboutKind;
        return kind == null
                ? null
                : new EntityJson(
                        Objects.requireNonNull(row.aboutId),
                        String.valueOf(row.aboutLabel),
                        kind,
                        PLACES.getOrDefault(kind, "/v4/") + row.aboutId);
    }

    private static String name(boolean staff, @Nullable Long person, Map<Long, String> names) {
        return staff ? STAFF : person == null ? "" : names.getOrDefault(person, "");
    }

    /** What a ticket is about, by its name when the ticket was opened. */
    public record EntityJson(long id, String label, String type, String url) {}

    /** Linode's reply object. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ReplyJson(
            long id,
            String description,
            String created,
            String createdBy,
            String friendlyName,
            boolean fromLinode,
            String gravatarId) {
        static ReplyJson of(TicketReplyView row, Map<Long, String> names) {
            String name = name(row.fromStaff, row.author, names);
            return new ReplyJson(row.id, row.text, WireTime.text(row.at), name, name, row.fromStaff, "");
        }
    }
}
