package myidc.api.admin;

import jakarta.ws.rs.QueryParam;
import java.math.BigInteger;
import java.time.Instant;
import myidc.network.AddressRole;
import myidc.network.Cidr;
import myidc.network.Filing;
import myidc.network.Holder;
import myidc.network.Ip;
import myidc.network.NetworkRefusal;
import myidc.network.PrefixRole;
import myidc.network.read.PrefixPages.Placed;
import myidc.network.read.PrefixPages.Which;
import myidc.network.read.PrefixView;
import myidc.network.read.Prefixes.Fill;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VrfId;
import org.jspecify.annotations.Nullable;

/**
 * A prefix.
 *
 * @param container whether it holds prefixes instead of giving out addresses
 * @param parentId the smallest prefix around it; null when there is none
 * @param inside how many prefixes lie in it, at any depth
 * @param size addresses that may be given out; of a container all its addresses
 * @param used addresses that have a holder; of a container those that lie in prefixes
 * @param resting addresses in quarantine
 */
public record PrefixJson(
        long id,
        long version,
        @Nullable Long siteId,
        @Nullable Long vrfId,
        String cidr,
        int family,
        @Nullable String gateway,
        boolean pool,
        boolean container,
        @Nullable Long parentId,
        long inside,
        String role,
        @Nullable Long tenantId,
        @Nullable String description,
        long quarantineSeconds,
        BigInteger size,
        BigInteger used,
        long resting,
        BigInteger free,
        Instant allocatedAt) {
    static PrefixJson of(Placed placed, Fill fill) {
        PrefixView prefix = placed.prefix();
        BigInteger taken = placed.taken();
        BigInteger all = Cidr.of("cidr", prefix.cidr).usable(prefix.pool || prefix.container);
        BigInteger size = prefix.gateway == null ? all : all.subtract(BigInteger.ONE);
        BigInteger used = taken == null ? BigInteger.valueOf(fill.held()) : taken;
        return new PrefixJson(
                prefix.id,
                prefix.version,
                prefix.siteId,
                prefix.vrfId,
                prefix.cidr,
                prefix.family,
                prefix.gateway,
                prefix.pool,
                prefix.container,
                placed.parentId(),
                placed.inside(),
                prefix.role,
                prefix.tenantId,
                prefix.description,
                prefix.quarantineSeconds,
                size,
                used,
                fill.resting(),
                size.subtract(used).subtract(BigInteger.valueOf(fill.resting())).max(BigInteger.ZERO),
                prefix.allocatedAt);
    }

    /**
     * Which prefixes are asked for.
     *
     * @param vrfId 0 is the global table
     * @param containing an address or a block
     */
    public record Asked(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("vrfId") @Nullable Long vrfId,
            @QueryParam("tenantId") @Nullable Long tenantId,
            @QueryParam("family") @Nullable Integer family,
            @QueryParam("parentId") @Nullable Long parentId,
            @QueryParam("top") @Nullable Boolean top,
            @QueryParam("containing") @Nullable String containing) {
        Which which() {
            String inside = containing == null || containing.isBlank()
                    ? null
                    : containing.contains("/")
                            ? Cidr.of("containing", containing).text()
                            : Ip.of("containing", containing).text();
            return new Which(null, siteId, vrfId, tenantId, family, parentId, Boolean.TRUE.equals(top), inside);
        }
    }

    /**
     * What a prefix is to be.
     *
     * @param siteId may be absent for a container
     * @param gateway never given out; absent when the network has none
     * @param pool true when network and broadcast addresses may be given out too
     * @param container true when it is to hold prefixes instead of giving out addresses
     * @param parentId a container it must be inside; absent for wherever it belongs
     * @param quarantineSeconds how long an address given back rests; 0 when absent
     */
    public record PrefixRequest(
            @Nullable Long siteId,
            @Nullable String cidr,
            @Nullable String gateway,
            @Nullable Boolean pool,
            @Nullable Boolean container,
            @Nullable Long vrfId,
            @Nullable Long parentId,
            @Nullable Long tenantId,
            @Nullable String role,
            @Nullable String description,
            @Nullable Long quarantineSeconds) {
        Filing filing() {
            return new Filing(
                    vrfId == null ? null : new VrfId(Check.range("vrfId", vrfId, 1, Long.MAX_VALUE)),
                    Boolean.TRUE.equals(container),
                    parentId == null ? null : new PrefixId(Check.range("parentId", parentId, 1, Long.MAX_VALUE)),
                    tenantId == null ? null : new TenantId(Check.range("tenantId", tenantId, 1, Long.MAX_VALUE)),
                    role == null ? PrefixRole.GUESTS : Check.oneOf("role", role, PrefixRole.class),
                    description,
                    quarantineSeconds == null ? 0 : quarantineSeconds);
        }
    }

    /** What is said anew of a prefix; role and quarantine stay as they are when absent. */
    public record DescribeRequest(
            @Nullable Long tenantId,
            @Nullable String role,
            @Nullable String description,
            @Nullable Long quarantineSeconds) {}

    /**
     * Which blocks to cut out of a container.
     *
     * @param length of each, in bits
     * @param count how many, 1 to 256, all or none; 1 when absent
     */
    public record CutRequest(
            @Nullable Integer length,
            @Nullable Integer count,
            @Nullable Long siteId,
            @Nullable Boolean container,
            @Nullable Long tenantId,
            @Nullable String role,
            @Nullable String description,
            @Nullable Long quarantineSeconds) {
        Filing filing() {
            return new PrefixRequest(
                            siteId,
                            null,
                            null,
                            null,
                            container,
                            null,
                            null,
                            tenantId,
                            role,
                            description,
                            quarantineSeconds)
                    .filing();
        }
    }

    /**
     * Which addresses to give out: one by name, or the next free.
     *
     * @param count how many, 1 to 256, all or none; 1 when absent
     * @param role HOST when absent; RESERVATION keeps it for an owner
     * @param owner for whom it is kept; needed for a reservation
     * @param expiresAt when it goes back by itself
     */
    public record GiveRequest(
            @Nullable Integer count,
            @Nullable String address,
            @Nullable String note,
            @Nullable String role,
            @Nullable String owner,
            @Nullable Instant expiresAt,
            @Nullable Long tenantId) {
        Holder holder(String caller, Instant now) {
            AddressRole use = role == null ? AddressRole.HOST : Check.oneOf("role", role, AddressRole.class);
            String holder = use == AddressRole.RESERVATION
                    ? Check.text("owner", owner, 80)
                    : owner == null ? caller : Check.text("owner", owner, 80);
            if (holder.startsWith("instance-")) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, "owner", "owner must not be a guest: guests get theirs when made");
            }
            if (expiresAt != null && !expiresAt.isAfter(now)) {
                throw Refused.field(NetworkRefusal.EXPIRY_INVALID, "expiresAt", "expiresAt must be in the future");
            }
            TenantId tenant =
                    tenantId == null ? null : new TenantId(Check.range("tenantId", tenantId, 1, Long.MAX_VALUE));
            return new Holder(holder, tenant, note, use, expiresAt);
        }
    }
}
