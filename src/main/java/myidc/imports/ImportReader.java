package myidc.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Takes a file apart into rows of named cells, one at a time. */
final class ImportReader {
    private static final int ROWS_MAX = 100_000;
    private static final int COLUMNS_MAX = 200;
    private static final int CELL_CHARACTERS_MAX = 4_000;
    private static final Pattern NOT_A_NAME = Pattern.compile("[^a-z0-9]+");
    private static final Pattern COLUMN_GAP = Pattern.compile("\\s{2,}");

    private final ObjectMapper json = new ObjectMapper();

    /** Hands each row to the receiver; a file that cannot be taken apart is refused as a whole. */
    void read(ImportFormat format, String text, Consumer<Row> receiver) {
        Consumer<Row> counted = new Counted(receiver);
        switch (format) {
            case RACKS,
                    DEVICES,
                    DEVICE_TYPES,
                    MODULE_TYPES,
                    NETBOX_RACKS,
                    NETBOX_DEVICES,
                    NETBOX_PREFIXES,
                    NETBOX_ADDRESSES -> csv(text, counted);
            case DEVICE_TYPES_YAML -> yaml(text, TypeDocument::cells, counted);
            case MODULE_TYPES_YAML -> yaml(text, TypeDocument::moduleCells, counted);
            case CEPH_HOSTS -> ceph(text, counted);
        }
    }

    private static void csv(String text, Consumer<Row> receiver) {
        List<String> names = new ArrayList<>();
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .skipEmptyLines(true)
                .fieldSeparator(separator(text))
                .ofCsvRecord(text)) {
            for (CsvRecord each : records) {
                if (names.isEmpty()) {
                    names.addAll(header(each.getFields()));
                } else {
                    receiver.accept(row(names, each));
                }
            }
        } catch (CsvParseException e) {
            throw malformed("The file is no CSV: " + e.getMessage());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (names.isEmpty()) {
            throw malformed("The file has no line of column names");
        }
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        return first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static List<String> header(List<String> given) {
        if (given.size() > COLUMNS_MAX) {
            throw malformed("The file has more than " + COLUMNS_MAX + " columns");
        }
        Set<String> seen = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String each : given) {
            String name = name(each);
            if (!name.isEmpty() && !seen.add(name)) {
                throw malformed("The column " + each + " is there twice");
            }
            names.add(name);
        }
        return names;
    }

    private static Row row(List<String> names, CsvRecord given) {
        Map<String, String> cells = new LinkedHashMap<>();
        String fault = null;
        if (given.getFieldCount() != names.size()) {
            fault = "The line has " + given.getFieldCount() + " cells, the header " + names.size();
        }
        for (int i = 0; i < Math.min(names.size(), given.getFieldCount()); i++) {
            String cell = given.getField(i).strip();
            if (cell.length() > CELL_CHARACTERS_MAX) {
                fault = names.get(i) + " has more than " + CELL_CHARACTERS_MAX + " characters";
            } else if (!cell.isEmpty() && !names.get(i).isEmpty()) {
                cells.put(names.get(i), cell.replace("\u0000", ""));
            }
        }
        return new Row(Math.toIntExact(given.getStartingLineNumber()), cells, fault);
    }

    private static void yaml(String text, Function<Map<?, ?>, Map<String, String>> cells, Consumer<Row> receiver) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(20);
        limits.setNestingDepthLimit(20);
        limits.setCodePointLimit(16 * 1024 * 1024);
        limits.setAllowDuplicateKeys(false);
        int document = 0;
        try {
            for (Object each : new Yaml(new SafeConstructor(limits)).loadAll(text)) {
                document++;
                if (each instanceof Map<?, ?> type) {
                    receiver.accept(new Row(document, cells.apply(type), null));
                } else if (each != null) {
                    receiver.accept(new Row(document, Map.of(), "The document is no type"));
                }
            }
        } catch (YAMLException e) {
            throw malformed("Document " + (document + 1) + " is no YAML: " + firstLine(e));
        }
    }

    private void ceph(String text, Consumer<Row> receiver) {
        String stripped = text.strip();
        if (stripped.startsWith("[") || stripped.startsWith("{")) {
            cephJson(stripped, receiver);
            return;
        }
        List<String> lines = text.lines().toList();
        List<String> names = lines.isEmpty()
                ? List.of()
                : COLUMN_GAP
                        .splitAsStream(lines.getFirst().strip())
                        .map(ImportReader::name)
                        .toList();
        if (!names.contains("host")) {
            throw malformed("The first line must be the heading of ceph orch host ls: HOST  ADDR  ...");
        }
        List<Integer> starts = starts(lines.getFirst());
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.matches("\\d+ hosts in cluster.*")) {
                continue;
            }
            Map<String, String> cells = new LinkedHashMap<>();
            for (int column = 0; column < names.size(); column++) {
                int from = Math.min(line.length(), starts.get(column));
                int to = column + 1 < names.size() ? Math.min(line.length(), starts.get(column + 1)) : line.length();
                String cell = line.substring(from, to).strip();
                if (!cell.isEmpty()) {
                    cells.put(names.get(column), cell);
                }
            }
            receiver.accept(new Row(i + 1, cells, null));
        }
    }

    private void cephJson(String text, Consumer<Row> receiver) {
        try {
            JsonNode hosts = json.readTree(text);
            int number = 0;
            for (JsonNode host :
                    hosts.isArray() ? hosts : json.createArrayNode().add(hosts)) {
                Map<String, String> cells = new TreeMap<>();
                host.properties().forEach(field -> {
                    String value = field.getValue().isArray()
                            ? String.join(",", strings(field.getValue()))
                            : field.getValue().asText("");
                    if (!value.isBlank()) {
                        String name = name(field.getKey());
                        cells.put("hostname".equals(name) ? "host" : name, value);
                    }
                });
                receiver.accept(new Row(++number, cells, null));
            }
        } catch (JsonProcessingException e) {
            throw malformed("The file is no JSON: " + e.getOriginalMessage());
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    /** Where each column of a printed table begins, by its heading. */
    private static List<Integer> starts(String heading) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < heading.length(); i++) {
            boolean first = i == 0 || (i > 1 && heading.charAt(i - 1) == ' ' && heading.charAt(i - 2) == ' ');
            if (heading.charAt(i) != ' ' && first) {
                starts.add(i);
            }
        }
        return starts;
    }

    static String name(String heading) {
        String flat =
                NOT_A_NAME.matcher(heading.strip().toLowerCase(Locale.ROOT)).replaceAll("_");
        return flat.replaceAll("^_|_$", "");
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Refused malformed(String detail) {
        return Refused.field(CommonRefusal.MALFORMED_BODY, "body", detail);
    }

    /**
     * One row.
     *
     * @param line in the file, from 1; of YAML and JSON the document's number
     * @param fault what is wrong with the row as such; null when it may be tried
     */
    record Row(
            int line, Map<String, String> cells, @Nullable String fault) {}

    private static final class Counted implements Consumer<Row> {
        private final Consumer<Row> receiver;
        private int rows;

        Counted(Consumer<Row> receiver) {
            this.receiver = receiver;
        }

        @Override
        public void accept(Row row) {
            rows++;
            if (rows > ROWS_MAX) {
                throw malformed("The file has more than " + ROWS_MAX + " rows");
            }
            receiver.accept(row);
        }
    }
}
