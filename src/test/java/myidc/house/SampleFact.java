package myidc.house;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import myidc.shared.id.Id;

/** One fixed instance of a record, every component filled by its type, so that a golden file shows the whole shape. */
final class SampleFact {
    private SampleFact() {}

    static Object of(Class<?> record) {
        try {
            RecordComponent[] components = record.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = value(components[i].getGenericType(), components[i].getName());
            }
            var constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No sample of " + record, e);
        }
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Map.class) {
                return Map.of(value(of[0], name), value(of[1], name));
            }
            if (raw == Set.class) {
                return Set.of(value(of[0], name));
            }
            if (raw == Optional.class) {
                return Optional.of(value(of[0], name));
            }
            return List.of(value(of[0], name));
        }
        return plain((Class<?>) type, name);
    }

    private static Object plain(Class<?> type, String name) {
        if (Id.class.isAssignableFrom(type) || type.isRecord()) {
            return Id.class.isAssignableFrom(type) ? id(type) : of(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getName()) {
            case "java.lang.String", "java.lang.Object" -> name;
            case "int", "java.lang.Integer" -> 7;
            case "long", "java.lang.Long" -> 7L;
            case "boolean", "java.lang.Boolean" -> true;
            case "double", "java.lang.Double" -> 0.5;
            case "java.math.BigDecimal" -> new BigDecimal("12.50");
            case "java.time.Instant" -> Instant.parse("2026-03-03T06:05:00Z");
            case "java.time.LocalDate" -> LocalDate.parse("2026-03-03");
            case "java.time.YearMonth" -> YearMonth.parse("2026-03");
            case "java.time.ZoneId" -> ZoneId.of("Asia/Shanghai");
            case "java.time.Duration" -> Duration.ofMinutes(5);
            case "java.util.Currency" -> Currency.getInstance("CNY");
            case "java.util.UUID" -> UUID.fromString("00000000-0000-7000-8000-000000000007");
            default -> throw new IllegalStateException("SampleFact knows no value of " + type);
        };
    }

    private static Object id(Class<?> type) {
        try {
            return type.getDeclaredConstructor(long.class).newInstance(7L);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No sample of " + type, e);
        }
    }
}
