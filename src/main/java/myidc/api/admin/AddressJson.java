package myidc.api.admin;

import java.time.Instant;
import myidc.network.read.AddressView;
import org.jspecify.annotations.Nullable;

/**
 * An assignment of an address.
 *
 * @param holder who has it, such as instance-42 or person-1
 * @param role what it is for: HOST, SECONDARY, GATEWAY, LOOPBACK, MANAGEMENT, VIRTUAL, ANYCAST or RESERVATION
 * @param state ASSIGNED, RESERVED, QUARANTINED while it rests, or RELEASED when it is held no more
 * @param until null while it is held
 * @param expiresAt when it goes back by itself; null when it does not
 * @param quarantinedUntil until when it rests; null when it does not
 */
public record AddressJson(
        long assignmentId,
        long prefixId,
        String address,
        int prefixLength,
        @Nullable String gateway,
        String holder,
        @Nullable Long tenantId,
        @Nullable String note,
        String role,
        String state,
        Instant since,
        @Nullable Instant until,
        @Nullable Instant expiresAt,
        @Nullable Instant quarantinedUntil) {
    static AddressJson of(AddressView address, Instant at) {
        Instant released = address.releasedAt;
        boolean over = released != null && !released.isAfter(at);
        return new AddressJson(
                address.id,
                address.prefixId,
                address.address,
                address.prefixLength,
                address.gateway,
                address.holder,
                address.tenantId,
                address.note,
                address.role,
                address.state(at),
                address.assignedAt,
                released,
                address.expiresAt,
                over && address.state(at).equals("QUARANTINED") ? address.quarantinedUntil : null);
    }
}
