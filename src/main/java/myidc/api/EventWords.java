package myidc.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Facts in words: the sentence of {@code words/events_LANGUAGE.properties} with the fact's own figures put in. */
public final class EventWords {
    private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z.]+)}");
    private static final Map<String, Properties> SENTENCES = new ConcurrentHashMap<>();

    private EventWords() {}

    /** The fact of this stored name in words; the name itself where no sentence is known. */
    public static String say(String language, String event, JsonNode payload) {
        String sentence =
                SENTENCES.computeIfAbsent(language, EventWords::sentences).getProperty(event, event);
        return FIELD.matcher(sentence).replaceAll(found -> Matcher.quoteReplacement(field(payload, found.group(1))));
    }

    private static String field(JsonNode payload, String path) {
        JsonNode at = payload;
        for (String step : path.split("\\.", -1)) {
            at = at.path(step);
        }
        if (at.isArray()) {
            return StreamSupport.stream(at.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        return at.isValueNode() ? at.asText() : "";
    }

    private static Properties sentences(String language) {
        String resource = "/words/events_" + language + ".properties";
        Properties sentences = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(EventWords.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8)) {
            sentences.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }
}
