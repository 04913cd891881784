package myidc.api.admin;

import java.time.Instant;
import myidc.tenancy.event.Contact;
import myidc.tenancy.read.TenantView;
import org.jspecify.annotations.Nullable;

/** A tenant as operators see it. */
public record TenantJson(
        long id,
        long version,
        String name,
        String currency,
        String timeZone,
        boolean suspended,
        @Nullable String suspendedReason,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String closedComments,
        @Nullable String closedReason,
        @Nullable String email,
        Contact contact) {
    static TenantJson of(TenantView tenant) {
        return new TenantJson(
                tenant.id,
                tenant.version,
                tenant.name,
                tenant.currency,
                tenant.timeZone,
                tenant.suspended,
                tenant.suspendedReason,
                tenant.openedAt,
                tenant.closedAt,
                tenant.closedComments,
                tenant.closedReason,
                tenant.email,
                new Contact(
                        tenant.company,
                        tenant.email,
                        tenant.firstName,
                        tenant.lastName,
                        tenant.address1,
                        tenant.address2,
                        tenant.city,
                        tenant.state,
                        tenant.zip,
                        tenant.country,
                        tenant.phone,
                        tenant.taxId));
    }
}
