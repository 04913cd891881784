package myidc.tenancy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.tenancy.event.Contact;
import org.jspecify.annotations.Nullable;

/** The rules of contacts and of addresses for mail; fields are named as the tenants' contract names them. */
final class Contacts {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");
    private static final Pattern PHONE = Pattern.compile("[0-9+() .-]{3,32}");

    private Contacts() {}

    static Contact checked(Contact contact) {
        return new Contact(
                Check.optionalText("company", contact.company(), 128),
                email(contact.email()),
                Check.optionalText("first_name", contact.firstName(), 50),
                Check.optionalText("last_name", contact.lastName(), 50),
                Check.optionalText("address_1", contact.address1(), 128),
                Check.optionalText("address_2", contact.address2(), 128),
                Check.optionalText("city", contact.city(), 64),
                Check.optionalText("state", contact.state(), 64),
                Check.optionalText("zip", contact.zip(), 16),
                country(contact.country()),
                phone(contact.phone()),
                Check.optionalText("tax_id", contact.taxId(), 32));
    }

    static @Nullable String email(@Nullable String sent) {
        String email = Check.optionalText("email", sent, 254);
        return email == null
                ? null
                : Check.matches("email", email, EMAIL, "must be an address for mail like name@example.com");
    }

    private static @Nullable String country(@Nullable String sent) {
        String country = Check.optionalText("country", sent, 2);
        if (country != null && !COUNTRIES.contains(country)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "country", "country must be an ISO 3166-1 code of two capitals");
        }
        return country;
    }

    private static @Nullable String phone(@Nullable String sent) {
        String phone = Check.optionalText("phone", sent, 32);
        return phone == null ? null : Check.matches("phone", phone, PHONE, "must be digits, blanks, + ( ) . or -");
    }
}
