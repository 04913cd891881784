package myidc.api.tenant.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.XFilter.All;
import myidc.api.tenant.wire.XFilter.Any;
import myidc.api.tenant.wire.XFilter.Compare;
import myidc.api.tenant.wire.XFilter.Condition;
import myidc.api.tenant.wire.XFilter.Operator;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** From the header's text to a filter; every mistake is refused by name, with the field X-Filter. */
final class XFilterReader {
    private static final int TEXT_MAX = 8_000;
    private static final int DEPTH_MAX = 10;
    private static final int CONDITIONS_MAX = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private int conditions;

    private XFilterReader() {}

    static XFilter read(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return XFilter.NONE;
        }
        if (header.length() > TEXT_MAX) {
            throw no("X-Filter must have at most " + TEXT_MAX + " characters");
        }
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (JsonProcessingException e) {
            throw no("X-Filter is not valid JSON");
        }
        if (!(root instanceof ObjectNode object)) {
            throw no("X-Filter must be a JSON object");
        }
        String orderBy = text(object.remove("+order_by"), "+order_by");
        String order = text(object.remove("+order"), "+order");
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw no("+order must be asc or desc");
        }
        return new XFilter(new XFilterReader().object(object, 1), orderBy, "desc".equals(order));
    }

    private Condition object(JsonNode object, int depth) {
        deepEnough(depth);
        List<Condition> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String key = entry.getKey();
            switch (key) {
                case "+and" -> parts.add(new All(objects(key, entry.getValue(), depth)));
                case "+or" -> parts.add(new Any(objects(key, entry.getValue(), depth)));
                default -> {
                    if (key.startsWith("+")) {
                        throw no(key + " cannot stand here");
                    }
                    parts.add(attribute(key, entry.getValue(), depth));
                }
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    private List<Condition> objects(String key, JsonNode list, int depth) {
        List<Condition> parts = new ArrayList<>();
        for (JsonNode part : elements(key, list)) {
            if (!part.isObject()) {
                throw no(key + " needs a list of objects");
            }
            parts.add(object(part, depth + 1));
        }
        return parts;
    }

    private Condition attribute(String attribute, JsonNode value, int depth) {
        deepEnough(depth);
        if (value.isValueNode()) {
            return compare(attribute, Operator.EQ, value);
        }
        if (value.isArray()) {
            throw no(attribute + " needs a value or operators, not a list");
        }
        List<Condition> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String key = entry.getKey();
            switch (key) {
                case "+and" -> parts.add(new All(alternatives(attribute, key, entry.getValue(), depth)));
                case "+or" -> parts.add(new Any(alternatives(attribute, key, entry.getValue(), depth)));
                default -> {
                    Operator operator = Operator.of(key);
                    if (operator == null) {
                        throw no("Unknown operator " + key);
                    }
                    if (!entry.getValue().isValueNode()) {
                        throw no(key + " needs a single value");
                    }
                    parts.add(compare(attribute, operator, entry.getValue()));
                }
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    private List<Condition> alternatives(String attribute, String key, JsonNode list, int depth) {
        List<Condition> parts = new ArrayList<>();
        for (JsonNode part : elements(key, list)) {
            parts.add(attribute(attribute, part, depth + 1));
        }
        return parts;
    }

    private Compare compare(String attribute, Operator operator, JsonNode value) {
        conditions++;
        if (conditions > CONDITIONS_MAX) {
            throw no("X-Filter may have at most " + CONDITIONS_MAX + " conditions");
        }
        return new Compare(attribute, operator, value);
    }

    private static JsonNode elements(String key, JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw no(key + " needs a list with something in it");
        }
        return list;
    }

    private static void deepEnough(int depth) {
        if (depth > DEPTH_MAX) {
            throw no("X-Filter may be nested at most " + DEPTH_MAX + " deep");
        }
    }

    private static @Nullable String text(@Nullable JsonNode node, String key) {
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            throw no(key + " needs a text");
        }
        return node.textValue();
    }

    static Refused no(String detail) {
        return Refused.field(CommonRefusal.INVALID_FIELD, "X-Filter", detail);
    }
}
