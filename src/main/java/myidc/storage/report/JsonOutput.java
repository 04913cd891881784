package myidc.storage.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import myidc.storage.event.Tool;
import org.jspecify.annotations.Nullable;

/** A part of a tool's JSON that knows where it stands, so that a refusal can name place and line. */
final class JsonOutput {
    private static final int DEPTH_MAX = 40;
    private static final int SCALE_MAX = 40;
    private static final int ITEMS_MAX = 100_000;
    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxStringLength(8_192)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Tool tool;
    private final String output;
    private final String path;
    private final JsonNode node;

    private JsonOutput(Tool tool, String output, String path, JsonNode node) {
        this.tool = tool;
        this.output = output;
        this.path = path;
        this.node = node;
    }

    static JsonOutput read(Tool tool, String output) {
        Line.check(tool, output);
        try {
            return new JsonOutput(tool, output, "", MAPPER.readTree(output));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            int line = at == null ? 0 : at.getLineNr();
            throw new OddOutput(tool, Math.max(line, 0), lineText(output, line), "this is not complete JSON");
        } catch (NumberFormatException e) {
            throw new OddOutput(tool, 0, "", "a number in it is beyond what can be");
        }
    }

    /** The member, which must be there. */
    JsonOutput at(String name) {
        JsonNode child = node.get(name);
        if (child == null || child.isNull()) {
            throw odd("\"" + name + "\" is missing");
        }
        return new JsonOutput(tool, output, path.isEmpty() ? name : path + "." + name, child);
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    boolean isList() {
        return node.isArray();
    }

    List<JsonOutput> items() {
        if (!node.isArray()) {
            throw odd("this is not a list");
        }
        if (node.size() > ITEMS_MAX) {
            throw odd("the list has more than " + ITEMS_MAX + " items");
        }
        List<JsonOutput> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new JsonOutput(tool, output, path + "[" + i + "]", Objects.requireNonNull(node.get(i))));
        }
        return items;
    }

    String text(String name) {
        JsonOutput child = at(name);
        if (!child.node.isTextual()) {
            throw child.odd("this is not a text");
        }
        return child.node.asText();
    }

    boolean flag(String name) {
        JsonOutput child = at(name);
        if (!child.node.isBoolean()) {
            throw child.odd("this is neither true nor false");
        }
        return child.node.asBoolean();
    }

    long whole(String name) {
        JsonOutput child = at(name);
        if (!child.node.isIntegralNumber() || !child.node.canConvertToLong() || child.node.asLong() < 0) {
            throw child.odd("this is not a size or a count");
        }
        return child.node.asLong();
    }

    BigDecimal decimal(String name) {
        JsonOutput child = at(name);
        if (!child.node.isNumber()) {
            throw child.odd("this is not a number");
        }
        return child.plain(child.node.decimalValue());
    }

    /** Few characters may stand for very many digits, which are not written out. */
    private BigDecimal plain(BigDecimal value) {
        if (Math.abs(value.scale()) > SCALE_MAX) {
            throw odd("this is beyond what can be");
        }
        return value;
    }

    /** A member that some versions print as a text and others as a number; null when empty or absent. */
    @Nullable
    String loose(String name) {
        JsonNode child = node.get(name);
        if (child == null
                || child.isNull()
                || (child.isTextual() && child.asText().isEmpty())) {
            return null;
        }
        if (!child.isTextual() && !child.isNumber()) {
            throw at(name).odd("this is neither text nor number");
        }
        return child.isNumber() ? at(name).plain(child.decimalValue()).toPlainString() : child.asText();
    }

    OddOutput odd(String why) {
        int line = line();
        String where = path.isEmpty() ? "the document" : path;
        return new OddOutput(tool, line, lineText(output, line), where + ": " + why);
    }

    /** Where the member stands: a tree keeps no places, so that the text is gone through again. */
    private int line() {
        String steps = path.replace("[", "/").replace("]", "").replace(".", "/");
        String pointer = steps.startsWith("/") ? steps : "/" + steps;
        try (JsonParser parser = MAPPER.createParser(output)) {
            while (parser.nextToken() != null) {
                if (parser.getParsingContext().pathAsPointer().toString().equals(pointer)) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lineText(String output, int line) {
        String[] lines = output.split("\n", -1);
        return line < 1 || line > lines.length ? "" : lines[line - 1];
    }
}
