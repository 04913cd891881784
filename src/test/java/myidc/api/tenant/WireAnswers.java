package myidc.api.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Linode's API is known to answer to each operation, and what is wrong with an answer that is held against it. */
final class WireAnswers {
    private static final Path FACTS = Path.of("src/test/resources/wire/linode-answers.txt");
    private static final Set<String> PAGE = Set.of("page", "pages", "results");
    private static final String NOTHING = "nothing";

    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, List<Field>> things = new HashMap<>();

    private WireAnswers(List<String> lines) {
        String thing = "";
        for (String line : lines) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (line.startsWith("= ")) {
                thing = line.substring(2);
                things.put(thing, new ArrayList<>());
            } else if (line.startsWith("  ")) {
                things.getOrDefault(thing, List.of()).add(Field.of(line.strip()));
            } else {
                operations.add(Operation.of(line));
            }
        }
    }

    static WireAnswers read() {
        try {
            return new WireAnswers(Files.readAllLines(FACTS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operations whose answers are known, as {@code VERB /path/{}}. */
    List<String> known() {
        return operations.stream()
                .map(each -> each.verb() + " " + each.path())
                .sorted()
                .toList();
    }

    /**
     * One line for each thing wrong with the answer; none too where nothing is known of the operation.
     *
     * @param path with the names of things left open, such as {@code /volumes/{}}
     */
    List<String> faults(String verb, String path, JsonNode body) {
        String plain = path.replaceAll("\\{[^}]*}", "{}");
        List<String> faults = new ArrayList<>();
        operations.stream()
                .filter(each -> each.verb().equals(verb) && each.path().equals(plain))
                .forEach(known -> judge(known, body, faults));
        return faults;
    }

    /** An error leaves in the envelope, whatever it is. */
    static List<String> faultsOfAnError(JsonNode body) {
        JsonNode errors = body.path("errors");
        if (!errors.isArray() || errors.isEmpty()) {
            return List.of("errors: a list with something in it");
        }
        List<String> faults = new ArrayList<>();
        for (JsonNode error : errors) {
            if (!error.path("reason").isTextual()) {
                faults.add("errors[].reason: a text");
            }
            if (error.has("field") && !error.get("field").isTextual()) {
                faults.add("errors[].field: a text where it is there");
            }
        }
        return faults;
    }

    private void judge(Operation operation, JsonNode body, List<String> faults) {
        if (operation.thing().equals(NOTHING)) {
            return;
        }
        List<Field> fields = things.getOrDefault(operation.thing(), List.of());
        if (!operation.list()) {
            fields.forEach(field -> field.judge(operation.thing(), body, faults));
            return;
        }
        if (!body.path("data").isArray()) {
            faults.add("data: a list");
        }
        PAGE.stream().filter(name -> !body.path(name).isInt()).forEach(name -> faults.add(name + ": a number"));
        for (JsonNode one : body.path("data")) {
            fields.forEach(field -> field.judge(operation.thing(), one, faults));
        }
    }

    private record Operation(String verb, String path, String thing, boolean list) {
        static Operation of(String line) {
            String[] parts = line.split(" -> ", 2);
            String[] target = parts[0].split(" ", 2);
            boolean list = parts[1].startsWith("list of ");
            return new Operation(target[0], target[1], list ? parts[1].substring("list of ".length()) : parts[1], list);
        }
    }

    /** Where a value is, whether it must be there, what it may be. */
    private record Field(List<String> steps, boolean optional, Set<String> kinds, Set<String> words) {
        static Field of(String line) {
            String[] parts = line.split(": ", 2);
            boolean optional = parts[0].endsWith("?");
            String name = optional ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
            String[] says = parts[1].split(" of ", 2);
            return new Field(
                    List.of(name.split("\\.", -1)),
                    optional,
                    Set.of(says[0].split("\\|", -1)),
                    says.length == 2 ? Set.of(says[1].split(", ", -1)) : Set.of());
        }

        void judge(String thing, JsonNode body, List<String> faults) {
            follow(thing, 0, body, faults);
        }

        private void follow(String where, int step, JsonNode at, List<String> faults) {
            if (!at.isObject()) {
                return;
            }
            String name = steps.get(step);
            boolean each = name.endsWith("[]");
            String key = each ? name.substring(0, name.length() - 2) : name;
            JsonNode value = at.has(key) ? at.get(key) : MissingNode.getInstance();
            String here = where + "." + name;
            if (step == steps.size() - 1) {
                settle(here, value, faults);
            } else if (each) {
                value.forEach(one -> follow(here, step + 1, one, faults));
            } else {
                follow(here, step + 1, value, faults);
            }
        }

        private void settle(String here, JsonNode value, List<String> faults) {
            if (value.isMissingNode()) {
                if (!optional) {
                    faults.add(here + " is always there");
                }
                return;
            }
            if (!kinds.contains("any") && !kinds.contains(kindOf(value))) {
                faults.add(here + " is " + String.join(" or ", kinds) + ", not " + value);
            } else if (value.isTextual() && !words.isEmpty() && !words.contains(value.asText())) {
                faults.add(here + " is never " + value);
            }
        }

        private static String kindOf(JsonNode value) {
            return switch (value.getNodeType()) {
                case STRING -> "text";
                case NUMBER -> "number";
                case BOOLEAN -> "flag";
                case ARRAY -> "list";
                case NULL -> "null";
                case OBJECT, POJO, BINARY, MISSING -> "object";
            };
        }
    }
}
