package myidc.platform.asof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.platform.axon.EventNames;
import myidc.platform.privacy.PersonKeys;
import myidc.platform.privacy.Personal;
import myidc.shared.id.Id;
import org.jspecify.annotations.Nullable;

/**
 * Says in both languages what a fact changed: the sentences of {@code words/events_LANGUAGE.properties}, their
 * placeholders such as {@code {make.model}} filled from the fact's JSON, of a list from each of its items. A value that
 * has words of its own, by a key such as {@code inventory.DeviceRacked.face.FRONT} or, wherever a field has its type,
 * {@code value.Face.FRONT}, reads as these. Ids read as {@code rack-7}; what is absent, or was erased with its person, reads
 * as a dash.
 */
@Singleton
public final class EventWords {
    public static final List<String> LANGUAGES = List.of("en", "zh-CN");

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9.]+)}");
    private static final String FOR_TENANTS = ".tenant";
    private static final String ABSENT = "—";

    private final EventNames names;
    private final PersonKeys keys;
    private final Map<String, Properties> sentences = new TreeMap<>();

    EventWords(EventNames names, PersonKeys keys) {
        this.names = names;
        this.keys = keys;
        LANGUAGES.forEach(language -> sentences.put(language, load(language)));
    }

    /** The sentence of a stored fact in each language; its bare name when nobody wrote one. */
    public Map<String, String> tell(String event, JsonNode payload) {
        return tell(event, event, payload);
    }

    /** As {@link #tell(String, JsonNode)}, in words for tenants where the fact speaks of the machine room behind their things. */
    public Map<String, String> tellTenant(String event, JsonNode payload) {
        return tell(event, event + FOR_TENANTS, payload);
    }

    private Map<String, String> tell(String event, String key, JsonNode payload) {
        Map<String, String> told = new TreeMap<>();
        Class<?> fact = names.classOf(event);
        sentences.forEach((language, known) -> {
            Matcher places = PLACE.matcher(known.getProperty(key, known.getProperty(event, event)));
            told.put(language, places.replaceAll(place -> {
                String filled = fill(place, payload, fact, known);
                String own = event + "." + place.group(1) + "." + filled;
                return Matcher.quoteReplacement(known.getProperty(own, filled));
            }));
        });
        return told;
    }

    private String fill(MatchResult place, JsonNode payload, @Nullable Class<?> fact, Properties known) {
        JsonNode value = payload;
        Class<?> type = fact;
        for (String step : place.group(1).split("\\.", -1)) {
            value = value.isArray() ? ofEach(value, step) : value.path(step);
            type = typeOf(type, step);
        }
        return text(value, type, known);
    }

    private static JsonNode ofEach(JsonNode items, String field) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> values.add(item.path(field)));
        return values;
    }

    private static @Nullable Class<?> typeOf(@Nullable Class<?> record, String field) {
        RecordComponent[] components = record == null ? null : record.getRecordComponents();
        if (components != null) {
            for (RecordComponent component : components) {
                if (component.getName().equals(field)) {
                    return ofItems(component);
                }
            }
        }
        return null;
    }

    /** A list is told by its items. */
    private static Class<?> ofItems(RecordComponent component) {
        return Collection.class.isAssignableFrom(component.getType())
                        && component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> item
                ? item
                : component.getType();
    }

    private String text(JsonNode value, @Nullable Class<?> type, Properties known) {
        if (value.isMissingNode() || value.isNull()) {
            return ABSENT;
        }
        if (type == Personal.class) {
            return keys.open(new Personal(
                            value.path("person").asText(), value.path("sealed").asText()))
                    .orElse(ABSENT);
        }
        if (type != null && Id.class.isAssignableFrom(type) && value.isIntegralNumber()) {
            return id(type, value.asLong());
        }
        if (value.isArray()) {
            StringJoiner items = new StringJoiner(", ").setEmptyValue(ABSENT);
            value.forEach(item -> items.add(text(item, type != null && type.isEnum() ? type : null, known)));
            return items.toString();
        }
        if (type != null && type.isEnum()) {
            String name =
                    type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
            return known.getProperty("value." + name + "." + value.asText(), value.asText());
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String id(Class<?> type, long number) {
        try {
            return ((Id) type.getDeclaredConstructor(long.class).newInstance(number)).text();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is no id of one number", e);
        }
    }

    private static Properties load(String language) {
        String name = "/words/events_" + language + ".properties";
        try (InputStream file = EventWords.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("There is no " + name);
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
