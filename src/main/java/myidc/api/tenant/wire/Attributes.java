package myidc.api.tenant.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import myidc.api.tenant.wire.XFilter.All;
import myidc.api.tenant.wire.XFilter.Any;
import myidc.api.tenant.wire.XFilter.Compare;
import myidc.api.tenant.wire.XFilter.Condition;
import myidc.api.tenant.wire.XFilter.Operator;
import myidc.shared.Page;
import org.jspecify.annotations.Nullable;

/**
 * What a list may be filtered and sorted by: names on the wire, each with how a row shows it. The same attributes filter
 * rows in memory, for lists that are short by nature, and are written as a query by {@link HqlFilter} for long ones.
 */
public final class Attributes<T> {
    /** How an attribute compares. */
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        TIME,
        TEXTS
    }

    record Attribute<T>(String name, Kind kind, String path, Function<T, @Nullable Object> value) {}

    private final Map<String, Attribute<T>> byName = new LinkedHashMap<>();

    /** An attribute whose field in a view has the same name in camel case, dots left out. */
    public Attributes<T> with(String name, Kind kind, Function<T, @Nullable Object> value) {
        return with(name, kind, camel(name), value);
    }

    /** An attribute that a view keeps under another path. */
    public Attributes<T> with(String name, Kind kind, String path, Function<T, @Nullable Object> value) {
        byName.put(name, new Attribute<>(name, kind, path, value));
        return this;
    }

    /** The rows that pass, sorted and cut to the page asked for. */
    public <R> Listed<R> page(List<T> rows, ListQuery query, Function<? super T, ? extends R> each) {
        XFilter filter = query.wanted();
        Page.Ask ask = query.ask();
        List<T> passing = apply(rows, filter);
        int from = (int) Math.min((long) (ask.page() - 1) * ask.size(), passing.size());
        int to = Math.min(from + ask.size(), passing.size());
        return Listed.of(Page.of(passing.subList(from, to), ask, passing.size()), each);
    }

    /** The rows that pass, sorted. */
    public List<T> apply(List<T> rows, XFilter filter) {
        check(filter);
        List<T> passing = new ArrayList<>(
                rows.stream().filter(row -> meets(row, filter.condition())).toList());
        String orderBy = filter.orderBy();
        if (orderBy != null) {
            Attribute<T> attribute = named(orderBy);
            Comparator<T> order = Comparator.comparing(
                    row -> sortKey(attribute.value().apply(row)), Comparator.nullsFirst(Attributes::compareLike));
            passing.sort(filter.descending() ? order.reversed() : order);
        }
        return passing;
    }

    Attribute<T> named(String name) {
        Attribute<T> attribute = byName.get(name);
        if (attribute == null) {
            throw XFilterReader.no("Cannot filter on " + name);
        }
        return attribute;
    }

    private void check(XFilter filter) {
        check(filter.condition());
        String orderBy = filter.orderBy();
        if (orderBy != null) {
            named(orderBy);
        }
    }

    private void check(Condition condition) {
        switch (condition) {
            case All all -> all.parts().forEach(this::check);
            case Any any -> any.parts().forEach(this::check);
            case Compare compare -> wanted(named(compare.attribute()), compare);
        }
    }

    private boolean meets(T row, Condition condition) {
        return switch (condition) {
            case All all -> all.parts().stream().allMatch(part -> meets(row, part));
            case Any any -> any.parts().stream().anyMatch(part -> meets(row, part));
            case Compare compare -> {
                Attribute<T> attribute = named(compare.attribute());
                Object shown = plain(attribute.value().apply(row));
                Object wanted = wanted(attribute, compare);
                yield shown instanceof Collection<?> many
                        ? meetsAmong(many, compare.operator(), wanted)
                        : meets(shown, compare.operator(), wanted);
            }
        };
    }

    private static boolean meetsAmong(Collection<?> many, Operator operator, @Nullable Object wanted) {
        return operator == Operator.NEQ
                ? many.stream().noneMatch(one -> one.equals(wanted))
                : many.stream().anyMatch(one -> meets(one, operator, wanted));
    }

    private static boolean meets(@Nullable Object shown, Operator operator, @Nullable Object wanted) {
        if (shown == null || wanted == null) {
            return switch (operator) {
                case EQ -> shown == null && wanted == null;
                case NEQ -> shown != null || wanted != null;
                case GT, GTE, LT, LTE, CONTAINS -> false;
            };
        }
        return switch (operator) {
            case EQ -> compareLike(shown, wanted) == 0;
            case NEQ -> compareLike(shown, wanted) != 0;
            case GT -> compareLike(shown, wanted) > 0;
            case GTE -> compareLike(shown, wanted) >= 0;
            case LT -> compareLike(shown, wanted) < 0;
            case LTE -> compareLike(shown, wanted) <= 0;
            case CONTAINS ->
                text(shown).toLowerCase(Locale.ROOT).contains(text(wanted).toLowerCase(Locale.ROOT));
        };
    }

    /** The value of a comparison as the attribute's kind has it; a value of another kind is refused. */
    static @Nullable Object wanted(Attribute<?> attribute, Compare compare) {
        JsonNode value = compare.value();
        if (value.isNull()) {
            return null;
        }
        if (compare.operator() == Operator.CONTAINS) {
            return value.asText();
        }
        String text = value.asText();
        return switch (attribute.kind()) {
            case TEXT, TEXTS -> text;
            case NUMBER -> number(attribute, text);
            case FLAG -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw XFilterReader.no(attribute.name() + " must be compared with true or false");
                }
                yield Boolean.valueOf(text);
            }
            case TIME ->
                WireTime.read(text)
                        .orElseThrow(() -> XFilterReader.no(
                                attribute.name() + " must be compared with a time like 2018-01-02T03:04:05"));
        };
    }

    private static BigDecimal number(Attribute<?> attribute, String text) {
        if (text.length() <= 40 && text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return new BigDecimal(text);
        }
        throw XFilterReader.no(attribute.name() + " must be compared with a number");
    }

    private static @Nullable Object plain(@Nullable Object shown) {
        return switch (shown) {
            case null -> null;
            case BigDecimal decimal -> decimal;
            case Number number -> new BigDecimal(number.toString());
            case Enum<?> constant -> constant.name();
            default -> shown;
        };
    }

    private static @Nullable Object sortKey(@Nullable Object shown) {
        Object plain = plain(shown);
        return plain instanceof Collection<?> many ? many.toString() : plain;
    }

    private static String text(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal.toPlainString();
            case Instant at -> WireTime.text(at);
            default -> value.toString();
        };
    }

    private static int compareLike(Object one, Object other) {
        if (one instanceof BigDecimal decimal && other instanceof BigDecimal number) {
            return decimal.compareTo(number);
        }
        if (one instanceof Instant at && other instanceof Instant instant) {
            return wireSecond(at).compareTo(wireSecond(instant));
        }
        if (one instanceof Boolean flag && other instanceof Boolean bool) {
            return flag.compareTo(bool);
        }
        return text(one).compareTo(text(other));
    }

    /** Callers see whole seconds, so equality is by whole seconds too. */
    private static Instant wireSecond(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond());
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        boolean up = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' || c == '.') {
                up = true;
            } else {
                camel.append(up ? Character.toUpperCase(c) : c);
                up = false;
            }
        }
        return camel.toString();
    }
}
