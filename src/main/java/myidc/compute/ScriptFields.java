package myidc.compute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What a script asks of whoever deploys it, by tags in its comments such as
 * {@code # <UDF name="hostname" label="Name of the host" default="web">}; after Linode's guide on StackScripts.
 */
public record ScriptFields(List<Field> fields) {
    private static final int FIELDS_MAX = 100;
    private static final int VALUE_MAX = 4_000;
    private static final Pattern TAG = Pattern.compile("<UDF\\s+([^>]{1,4000})>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z]{1,20})\\s*=\\s*\"([^\"]{0,2000})\"");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    /** Reads a script; refused, naming the field, when a tag has no name that a shell's variable may have, or no label. */
    public static ScriptFields of(String script) {
        List<Field> fields = new ArrayList<>();
        Matcher tags = TAG.matcher(script);
        while (tags.find()) {
            Map<String, String> attributes = new HashMap<>();
            Matcher each = ATTRIBUTE.matcher(tags.group(1));
            while (each.find()) {
                attributes.put(each.group(1).toLowerCase(Locale.ROOT), each.group(2));
            }
            String name = attributes.get("name");
            String label = attributes.get("label");
            if (name == null || !NAME.matcher(name).matches() || label == null) {
                throw invalid(
                        "script", "script has a UDF tag without a label or a name of letters, digits and underscores");
            }
            if (fields.stream().anyMatch(field -> field.name().equals(name)) || fields.size() == FIELDS_MAX) {
                throw invalid(
                        "script", "script asks for " + name + " twice, or for more than " + FIELDS_MAX + " things");
            }
            fields.add(new Field(
                    name,
                    label,
                    attributes.get("default"),
                    attributes.get("example"),
                    attributes.get("oneof"),
                    attributes.get("manyof")));
        }
        return new ScriptFields(List.copyOf(fields));
    }

    /** The script with what is given set as variables before its first line of work. */
    public String filled(String script, Map<String, String> given) {
        given.keySet().stream()
                .filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid(
                            "stackscript_data." + name, "stackscript_data." + name + " is not asked by the script");
                });
        StringBuilder settings = new StringBuilder();
        for (Field field : fields) {
            settings.append("export ")
                    .append(field.name())
                    .append("='")
                    .append(field.value(given.get(field.name())).replace("'", "'\\''"))
                    .append("'\n");
        }
        int work = script.indexOf('\n') + 1;
        return work == 0 ? script + "\n" + settings : script.substring(0, work) + settings + script.substring(work);
    }

    private static Refused invalid(String field, String detail) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, detail);
    }

    /**
     * Something asked.
     *
     * @param preset what it is when nothing is given; null when something must be
     * @param oneOf choices separated by commas, of which one; null for any text
     * @param manyOf choices separated by commas, of which some; null for any text
     */
    public record Field(
            String name,
            String label,
            @Nullable String preset,
            @Nullable String example,
            @Nullable String oneOf,
            @Nullable String manyOf) {
        private String value(@Nullable String given) {
            String at = "stackscript_data." + name;
            String value = given == null ? preset : given;
            if (value == null) {
                throw invalid(at, at + " is required");
            }
            if (value.length() > VALUE_MAX) {
                throw invalid(at, at + " must have at most " + VALUE_MAX + " characters");
            }
            String choices = oneOf == null ? manyOf : oneOf;
            if (choices != null) {
                List<String> allowed = split(choices);
                List<String> chosen = oneOf == null ? split(value) : List.of(value);
                if (!allowed.containsAll(chosen)) {
                    throw invalid(at, at + " must be of " + choices);
                }
            }
            return value;
        }

        private static List<String> split(String text) {
            return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        }
    }
}
