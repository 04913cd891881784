package myidc.tenancy.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a tenant's letters go. In facts it is sealed as a whole.
 *
 * @param country ISO 3166-1 alpha-2 code, upper case, or null
 */
public record Contact(
        @Nullable String company,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String address1,
        @Nullable String address2,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zip,
        @Nullable String country,
        @Nullable String phone,
        @Nullable String taxId) {
    /** A contact of which nothing is known. */
    public static final Contact NONE =
            new Contact(null, null, null, null, null, null, null, null, null, null, null, null);

    /** A contact of which only the address for mail is known. */
    public static Contact of(@Nullable String company, @Nullable String email) {
        return new Contact(company, email, null, null, null, null, null, null, null, null, null, null);
    }
}
