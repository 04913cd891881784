package myidc.api.tenant.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import myidc.api.tenant.wire.Attributes.Attribute;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.XFilter.All;
import myidc.api.tenant.wire.XFilter.Any;
import myidc.api.tenant.wire.XFilter.Compare;
import myidc.api.tenant.wire.XFilter.Condition;
import myidc.api.tenant.wire.XFilter.Operator;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a query on a view, for lists too long for memory. Values are parameters, paths come from the attributes
 * alone, so nothing a caller sends becomes part of the query's text.
 *
 * @param where a condition that may follow {@code and}; its parameters are numbered after those it was told of
 * @param values of the parameters, in order, those it was told of first
 * @param orderBy text to follow {@code order by}
 */
public record HqlFilter(String where, List<Object> values, String orderBy) {
    /** The values as Panache takes them. */
    public Object[] parameters() {
        return values.toArray();
    }

    /**
     * Writes a filter.
     *
     * @param orderUnasked order when the filter asks for none, such as {@code id desc}
     * @param before values of parameters the query has already, {@code ?1} and on
     */
    public static <T> HqlFilter of(Attributes<T> attributes, XFilter filter, String orderUnasked, Object... before) {
        Writer<T> writer = new Writer<>(attributes, new ArrayList<>(List.of(before)));
        String where = writer.condition(filter.condition());
        String orderBy = filter.orderBy();
        String order = orderBy == null
                ? orderUnasked
                : attributes.named(orderBy).path() + (filter.descending() ? " desc nulls last" : " nulls first") + ", "
                        + orderUnasked;
        return new HqlFilter(where, List.copyOf(writer.values), order);
    }

    private record Writer<T>(Attributes<T> attributes, List<Object> values) {
        String condition(Condition condition) {
            return switch (condition) {
                case All all -> all.parts().isEmpty() ? "1 = 1" : joined(all.parts(), " and ");
                case Any any -> joined(any.parts(), " or ");
                case Compare compare -> compare(attributes.named(compare.attribute()), compare);
            };
        }

        private String joined(List<Condition> parts, String by) {
            return parts.stream().map(this::condition).collect(Collectors.joining(by, "(", ")"));
        }

        private String compare(Attribute<T> attribute, Compare compare) {
            Object wanted = Attributes.wanted(attribute, compare);
            Operator operator = compare.operator();
            if (attribute.kind() == Kind.TEXTS) {
                return among(attribute.path(), operator, wanted);
            }
            if (wanted == null) {
                return switch (operator) {
                    case EQ -> attribute.path() + " is null";
                    case NEQ -> attribute.path() + " is not null";
                    case GT, GTE, LT, LTE, CONTAINS -> "1 = 0";
                };
            }
            if (operator == Operator.CONTAINS) {
                return "lower(cast(" + attribute.path() + " as string)) like " + parameter(like(wanted.toString()))
                        + " escape '!'";
            }
            return wanted instanceof Instant at
                    ? time(attribute.path(), operator, at)
                    : plain(attribute, operator, wanted);
        }

        private String plain(Attribute<T> attribute, Operator operator, Object wanted) {
            String path = attribute.path();
            String parameter = attribute.kind() == Kind.NUMBER
                    ? "cast(" + parameter(wanted) + " as big_decimal)"
                    : parameter(wanted);
            String left = attribute.kind() == Kind.NUMBER ? "cast(" + path + " as big_decimal)" : path;
            return switch (operator) {
                case EQ -> left + " = " + parameter;
                case NEQ -> "(" + path + " is null or " + left + " <> " + parameter + ")";
                case GT -> left + " > " + parameter;
                case GTE -> left + " >= " + parameter;
                case LT -> left + " < " + parameter;
                case LTE -> left + " <= " + parameter;
                case CONTAINS -> throw new IllegalStateException("Written elsewhere");
            };
        }

        /** A time on the wire stands for its whole second. */
        private String time(String path, Operator operator, Instant wanted) {
            Instant second = Instant.ofEpochSecond(wanted.getEpochSecond());
            Instant next = second.plus(Duration.ofSeconds(1));
            return switch (operator) {
                case EQ -> "(" + path + " >= " + parameter(second) + " and " + path + " < " + parameter(next) + ")";
                case NEQ ->
                    "(" + path + " is null or " + path + " < " + parameter(second) + " or " + path + " >= "
                            + parameter(next) + ")";
                case GT -> path + " >= " + parameter(next);
                case GTE -> path + " >= " + parameter(second);
                case LT -> path + " < " + parameter(second);
                case LTE -> path + " < " + parameter(next);
                case CONTAINS -> throw new IllegalStateException("Written elsewhere");
            };
        }

        private String among(String path, Operator operator, @Nullable Object wanted) {
            String value = String.valueOf(wanted);
            return switch (operator) {
                case EQ -> "array_contains(" + path + ", " + parameter(value) + ")";
                case NEQ -> "not array_contains(" + path + ", " + parameter(value) + ")";
                case CONTAINS ->
                    "lower(array_to_string(" + path + ", ' ')) like " + parameter(like(value)) + " escape '!'";
                case GT, GTE, LT, LTE -> throw XFilterReader.no("A list has no order");
            };
        }

        private String parameter(Object value) {
            values.add(value);
            return "?" + values.size();
        }

        private static String like(String text) {
            return "%"
                    + text.toLowerCase(Locale.ROOT)
                            .replace("!", "!!")
                            .replace("%", "!%")
                            .replace("_", "!_")
                    + "%";
        }
    }
}
