package myidc.api.tenant.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import myidc.api.tenant.wire.WireTime;
import myidc.tenancy.event.Contact;
import myidc.tenancy.read.TenantView;
import org.jspecify.annotations.Nullable;

/**
 * Linode's account object, with the currency that its figures are in.
 *
 * @param balance owed, below zero for a credit
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AccountJson(
        String company,
        String email,
        String firstName,
        String lastName,
        @JsonProperty("address_1") String address1,
        @JsonProperty("address_2") String address2,
        String city,
        String state,
        String zip,
        String country,
        String phone,
        BigDecimal balance,
        BigDecimal balanceUninvoiced,
        String taxId,
        String billingSource,
        CreditCard creditCard,
        String activeSince,
        List<String> capabilities,
        List<PromoJson> activePromotions,
        String euuid,
        String currency) {
    private static final List<String> CAPABILITIES =
            List.of("Linodes", "Block Storage", "Cloud Firewall", "Machine Images", "Vlans", "VPCs", "Placement Group");

    static AccountJson of(TenantView tenant, BigDecimal owed, BigDecimal accrued, List<PromoJson> promotions) {
        return new AccountJson(
                tenant.company == null ? tenant.name : text(tenant.company),
                text(tenant.email),
                text(tenant.firstName),
                text(tenant.lastName),
                text(tenant.address1),
                text(tenant.address2),
                text(tenant.city),
                text(tenant.state),
                text(tenant.zip),
                text(tenant.country),
                text(tenant.phone),
                owed,
                accrued,
                text(tenant.taxId),
                "linode",
                new CreditCard(null, null),
                WireTime.text(tenant.openedAt),
                CAPABILITIES,
                promotions,
                euuid(tenant.id),
                tenant.currency);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** The same for ever, made of the tenant's number. */
    private static String euuid(long id) {
        return UUID.nameUUIDFromBytes(("myidc tenant " + id).getBytes(StandardCharsets.UTF_8))
                .toString()
                .toUpperCase(Locale.ROOT);
    }

    /** A card on file, of which there is none. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record CreditCard(
            @Nullable String lastFour, @Nullable String expiry) {}

    /** What a tenant may change of its contact; absent fields stay as they are. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ContactChange(
            @Nullable String company,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @JsonProperty("address_1") @Nullable String address1,
            @JsonProperty("address_2") @Nullable String address2,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip,
            @Nullable String country,
            @Nullable String phone,
            @Nullable String taxId) {
        Contact over(TenantView tenant) {
            return new Contact(
                    either(company, tenant.company),
                    either(email, tenant.email),
                    either(firstName, tenant.firstName),
                    either(lastName, tenant.lastName),
                    either(address1, tenant.address1),
                    either(address2, tenant.address2),
                    either(city, tenant.city),
                    either(state, tenant.state),
                    either(zip, tenant.zip),
                    either(country, tenant.country),
                    either(phone, tenant.phone),
                    either(taxId, tenant.taxId));
        }

        private static @Nullable String either(@Nullable String sent, @Nullable String present) {
            return sent == null ? present : sent;
        }
    }
}
