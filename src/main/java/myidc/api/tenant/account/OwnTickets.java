package myidc.api.tenant.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.HqlFilter;
import myidc.api.tenant.wire.ListQuery;
import myidc.platform.security.CurrentCaller;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import myidc.shared.id.TicketId;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.event.TicketEvent.TicketSubject;
import myidc.tenancy.read.TicketView;
import myidc.tenancy.read.Tickets;
import org.jspecify.annotations.Nullable;

/**
 * The caller's tenant's tickets. A restricted user who may not see the account sees those they opened and those about
 * things they are granted; all others are not found.
 */
@Singleton
public final class OwnTickets {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Tickets tickets;
    private final Grantables things;

    OwnTickets(CurrentCaller callers, GrantGuard guard, Tickets tickets, Grantables things) {
        this.callers = callers;
        this.guard = guard;
        this.tickets = tickets;
        this.things = things;
    }

    Page<TicketView> page(Attributes<TicketView> attributes, ListQuery query, @Nullable Instant at) {
        if (at != null) {
            List<TicketView> past =
                    tickets.asOf(tenant(), at).stream().filter(this::seen).toList();
            return Page.cut(attributes.apply(past, query.wanted()), query.ask());
        }
        HqlFilter filter = HqlFilter.of(attributes, query.wanted(), "id desc", tenant().value());
        return tickets.page(
                "tenantId = ?1 and " + seen() + filter.where(), filter.orderBy(), query.ask(), filter.parameters());
    }

    /** Those of the caller's that are not closed and in which staff had the last word. */
    List<TicketView> answered() {
        return tickets.answered(tenant()).stream().filter(this::seen).toList();
    }

    /** A ticket that the caller may read. */
    public TicketView readable(long id, @Nullable Instant at) {
        return tickets.find(new TicketId(id), at)
                .filter(row -> row.tenantId == tenant().value() && seen(row))
                .orElseThrow(() -> Refused.because(TenancyRefusal.TICKET_NOT_FOUND, "Not found"));
    }

    /** A ticket in which the caller may write. */
    TicketView writable(long id) {
        TicketView row = readable(id, null);
        String kind = row.aboutKind;
        if (!mine(row) && !guard.changesAccount()) {
            if (kind == null) {
                guard.mayChangeAccount();
            } else {
                guard.mayChange(kind, Objects.requireNonNull(row.aboutId));
            }
        }
        return row;
    }

    /** The thing of the caller's that a field of a body names. */
    TicketSubject subject(String field, String kind, long id) {
        return things.of(kind, tenant()).stream()
                .filter(thing -> thing.id() == id && guard.sees(kind).test(id))
                .findFirst()
                .map(thing -> new TicketSubject(kind, id, thing.label()))
                .orElseThrow(() -> Refused.field(
                        CommonRefusal.INVALID_FIELD, field, field + " must be a thing of yours, not " + id));
    }

    private boolean seen(TicketView row) {
        return guard.readsAccount()
                || mine(row)
                || Optional.ofNullable(row.aboutKind)
                        .filter(kind -> guard.sees(kind).test(Objects.requireNonNull(row.aboutId)))
                        .isPresent();
    }

    private boolean mine(TicketView row) {
        return Objects.requireNonNull(callers.get().person()).value() == row.openedBy;
    }

    /** What a list is narrowed to, in HQL, to be followed by more; empty for whoever sees the account. */
    private String seen() {
        if (guard.readsAccount()) {
            return "";
        }
        String granted = Grantables.TICKETED.stream()
                .flatMap(kind -> guard.granted(kind).stream()
                        .filter(ids -> !ids.isEmpty())
                        .map(ids -> " or (aboutKind = '" + kind + "' and aboutId in ("
                                + ids.stream().map(String::valueOf).collect(Collectors.joining(",")) + "))"))
                .collect(Collectors.joining());
        return "(openedBy = " + Objects.requireNonNull(callers.get().person()).value() + granted + ") and ";
    }

    private TenantId tenant() {
        return callers.get().ownTenant();
    }
}
