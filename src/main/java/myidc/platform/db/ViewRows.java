package myidc.platform.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Column;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import myidc.platform.axon.StoreMapper;
import org.hibernate.annotations.JdbcTypeCode;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a view read by plain SQL into the view's own class, by the names its columns have for Hibernate too. For answers
 * that take several tables in one message, and for rows that are shown and never changed: Hibernate would keep a copy of
 * each to notice changes.
 */
public final class ViewRows<V> {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final ObjectMapper JSON = StoreMapper.fields();

    private final Constructor<V> maker;
    private final List<Part> parts;

    public ViewRows(Class<V> type) {
        try {
            maker = type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is no view", e);
        }
        parts = Arrays.stream(type.getDeclaredFields())
                .filter(ViewRows::isColumn)
                .map(Part::of)
                .toList();
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(type + " has no columns");
        }
    }

    /** Panache takes the fields of a view out of sight, and Hibernate puts some of its own beside them. */
    private static boolean isColumn(Field field) {
        int modifiers = field.getModifiers();
        return !Modifier.isStatic(modifiers)
                && !Modifier.isTransient(modifiers)
                && !field.getName().startsWith("$$_")
                && field.trySetAccessible();
    }

    /** The columns to select first and in this order, each of the table that {@code alias} stands for. */
    public String columns(String alias) {
        return parts.stream().map(part -> alias + "." + part.column()).collect(Collectors.joining(", "));
    }

    /** How many columns that are; what else is selected comes after them. */
    public int width() {
        return parts.size();
    }

    /** The row of the view that the first columns of a result are. */
    public V read(ResultSet row) throws SQLException {
        try {
            V view = maker.newInstance();
            for (int at = 0; at < parts.size(); at++) {
                Part part = parts.get(at);
                Object value = part.read(row, at + 1);
                if (value != null || !part.field().getType().isPrimitive()) {
                    part.field().set(view, value);
                }
            }
            return view;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A view's row cannot be made", e);
        }
    }

    /** A field and the column it comes from. */
    private record Part(
            Field field,
            String column,
            Class<?> asked,
            @Nullable JavaType json) {
        static Part of(Field field) {
            Column named = field.getAnnotation(Column.class);
            String column = named == null || named.name().isEmpty()
                    ? HUMP.matcher(field.getName()).replaceAll("_").toLowerCase(Locale.ROOT)
                    : named.name();
            JavaType json = field.isAnnotationPresent(JdbcTypeCode.class)
                    ? JSON.getTypeFactory().constructType(field.getGenericType())
                    : null;
            return new Part(field, column, asked(field, json), json);
        }

        private static Class<?> asked(Field field, @Nullable JavaType json) {
            Class<?> type = field.getType();
            if (json != null) {
                return String.class;
            }
            if (type == Instant.class) {
                return OffsetDateTime.class;
            }
            if (type == long.class) {
                return Long.class;
            }
            if (type == int.class) {
                return Integer.class;
            }
            if (type == boolean.class) {
                return Boolean.class;
            }
            if (List.of(String.class, Long.class, Integer.class, Boolean.class, BigDecimal.class, LocalDate.class)
                    .contains(type)) {
                return type;
            }
            throw new IllegalArgumentException(field + " has a type that is not read yet");
        }

        @Nullable
        Object read(ResultSet row, int at) throws SQLException {
            if (asked == String.class) {
                String text = row.getString(at);
                return text == null || json == null ? text : parsed(text, json);
            }
            if (asked == BigDecimal.class) {
                return row.getBigDecimal(at);
            }
            Object value = row.getObject(at, asked);
            return value instanceof OffsetDateTime time ? time.toInstant() : value;
        }

        private static Object parsed(String text, JavaType type) {
            try {
                return JSON.readValue(text, type);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A view's column is no JSON of " + type, e);
            }
        }
    }
}
