package myidc.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lists of ports and bays as the community's library has them, short enough for a cell: what follows each other alike but
 * for a running number is one entry that has the numbers as a range, as in {@code ge-0/0/[0-47]}.
 */
final class PortLists {
    /** The lists of a document, in the library's order. */
    static final List<String> KINDS = List.of(
            "console-ports",
            "console-server-ports",
            "power-ports",
            "power-outlets",
            "interfaces",
            "front-ports",
            "rear-ports",
            "module-bays",
            "device-bays",
            "inventory-items");

    private static final int CELL_CHARACTERS_MAX = 4_000;
    private static final int ITEMS_MAX = 2_000;
    private static final Pattern RANGE = Pattern.compile("\\[(\\d{1,6})-(\\d{1,6})]");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,5}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private PortLists() {}

    /** The cell in which a list is kept. */
    static String cell(String kind) {
        return "list_" + kind.replace('-', '_');
    }

    /** The list as a cell; empty when it cannot be kept: nothing in it, too long, or written in a way of its own. */
    static Optional<String> packed(List<?> items) {
        List<Map<String, Object>> plain = new ArrayList<>();
        for (Object item : items) {
            Map<String, Object> fields = plain(item);
            if (fields == null) {
                return Optional.empty();
            }
            plain.add(fields);
        }
        if (plain.isEmpty() || plain.size() > ITEMS_MAX) {
            return Optional.empty();
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        for (int from = 0; from < plain.size(); ) {
            Run run = new Run(plain.get(from));
            int next = from + 1;
            while (next < plain.size() && run.takes(plain.get(next))) {
                next++;
            }
            entries.add(run.entry());
            from = next;
        }
        try {
            return Optional.of(JSON.writeValueAsString(entries)).filter(text -> text.length() <= CELL_CHARACTERS_MAX);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Fields of a port cannot be written", e);
        }
    }

    /** The list that a cell keeps; empty when the cell is none of ours. */
    static Optional<List<Map<String, Object>>> unpacked(@Nullable String cell) {
        if (cell == null) {
            return Optional.empty();
        }
        List<LinkedHashMap<String, Object>> entries;
        try {
            entries = JSON.readValue(cell, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        List<Map<String, Object>> items = new ArrayList<>();
        for (Map<String, Object> entry : entries) {
            int many = entry == null ? ITEMS_MAX : many(entry);
            if (entry == null || items.size() + many > ITEMS_MAX) {
                return Optional.empty();
            }
            for (int number = 0; number < many; number++) {
                items.add(one(entry, number));
            }
        }
        return Optional.of(items);
    }

    private static @Nullable Map<String, Object> plain(Object item) {
        if (!(item instanceof Map<?, ?> fields)) {
            return null;
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            Object value = field.getValue();
            boolean range = value instanceof String text && RANGE.matcher(text).find();
            boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
            if (range || !scalar) {
                return null;
            }
            plain.put(String.valueOf(field.getKey()), value);
        }
        return plain;
    }

    private static int many(Map<String, Object> entry) {
        int many = 1;
        for (Object value : entry.values()) {
            Matcher range = RANGE.matcher(String.valueOf(value));
            if (range.find()) {
                many = Math.max(many, 1 + Integer.parseInt(range.group(2)) - Integer.parseInt(range.group(1)));
            }
        }
        return many;
    }

    private static Map<String, Object> one(Map<String, Object> entry, int number) {
        Map<String, Object> item = new LinkedHashMap<>();
        entry.forEach((name, value) -> item.put(
                name,
                value instanceof String text
                        ? RANGE.matcher(text).replaceFirst(range -> "" + (Integer.parseInt(range.group(1)) + number))
                        : value));
        return item;
    }

    /** Items that follow each other alike but for running numbers. */
    private static final class Run {
        private final Map<String, Object> first;
        private final Map<String, Counted> counted = new LinkedHashMap<>();
        private int size = 1;

        Run(Map<String, Object> first) {
            this.first = first;
        }

        boolean takes(Map<String, Object> item) {
            if (!List.copyOf(first.keySet()).equals(List.copyOf(item.keySet()))) {
                return false;
            }
            Map<String, Counted> running = size == 1 ? running(item) : counted;
            boolean goesOn = !running.isEmpty()
                    && item.entrySet().stream().allMatch(field -> {
                        Counted number = running.get(field.getKey());
                        return number == null
                                ? field.getValue().equals(first.get(field.getKey()))
                                : number.at(size).equals(field.getValue());
                    });
            if (goesOn) {
                counted.putAll(running);
                size++;
            }
            return goesOn;
        }

        private Map<String, Counted> running(Map<String, Object> second) {
            Map<String, Counted> running = new LinkedHashMap<>();
            first.forEach((name, value) -> {
                Object next = Objects.requireNonNull(second.get(name));
                if (value instanceof String text && next instanceof String other && !text.equals(other)) {
                    Counted.between(text, other).ifPresent(number -> running.put(name, number));
                }
            });
            return running;
        }

        Map<String, Object> entry() {
            Map<String, Object> entry = new LinkedHashMap<>(first);
            counted.forEach((name, number) -> entry.put(name, number.range(size)));
            return entry;
        }
    }

    /** Text with a number that goes up. */
    private record Counted(String before, int start, String after) {
        /** Where two texts differ by one number that is one more in the other. */
        static Optional<Counted> between(String text, String other) {
            Matcher numbers = Pattern.compile("[0-9]+").matcher(text);
            while (numbers.find()) {
                if (NUMBER.matcher(numbers.group()).matches()) {
                    Counted counted = new Counted(
                            text.substring(0, numbers.start()),
                            Integer.parseInt(numbers.group()),
                            text.substring(numbers.end()));
                    if (counted.at(1).equals(other)) {
                        return Optional.of(counted);
                    }
                }
            }
            return Optional.empty();
        }

        String at(int step) {
            return before + (start + step) + after;
        }

        String range(int size) {
            return before + "[" + start + "-" + (start + size - 1) + "]" + after;
        }
    }
}
