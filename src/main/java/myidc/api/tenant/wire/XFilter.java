package myidc.api.tenant.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the header X-Filter asks for: a condition and an order. Grammar after Linode's API reference, "Filtering and
 * sorting".
 *
 * @param orderBy attribute to sort by, null for the list's own order
 */
public record XFilter(Condition condition, @Nullable String orderBy, boolean descending) {
    /** Lets everything pass in the list's own order. */
    public static final XFilter NONE = new XFilter(new All(List.of()), null, false);

    /** Something a row meets or not. */
    public sealed interface Condition {}

    /** Every one of the parts; met when there is none. */
    public record All(List<Condition> parts) implements Condition {}

    /** At least one of the parts. */
    public record Any(List<Condition> parts) implements Condition {}

    /** One attribute against one value, which is a JSON scalar. */
    public record Compare(String attribute, Operator operator, JsonNode value) implements Condition {}

    /** How an attribute is compared. */
    public enum Operator {
        EQ("+eq"),
        NEQ("+neq"),
        GT("+gt"),
        GTE("+gte"),
        LT("+lt"),
        LTE("+lte"),
        CONTAINS("+contains");

        private final String wire;

        Operator(String wire) {
            this.wire = wire;
        }

        static @Nullable Operator of(String wire) {
            for (Operator operator : values()) {
                if (operator.wire.equals(wire)) {
                    return operator;
                }
            }
            return null;
        }
    }
}
