package myidc.shared;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A thing that a search found.
 *
 * @param kind what it is, such as {@code DEVICE}
 * @param id its number; of an address the number of its prefix, 0 when it lies in none
 * @param name what it is called by
 * @param detail what else tells it from others; null when nothing does
 * @param within where it is to be looked at: a device's rack, a part's device, a VLAN's group; null when it stands alone
 * @param positionU the lowest unit a device takes in its rack; null when it takes none
 */
public record Hit(
        String kind,
        long id,
        String name,
        @Nullable String detail,
        @Nullable Long within,
        @Nullable BigDecimal positionU) {

    public static Hit of(String kind, long id, String name, @Nullable String detail) {
        return new Hit(kind, id, name, detail, null, null);
    }
}
