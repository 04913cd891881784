package myidc.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import myidc.storage.sketch.Estimate;
import myidc.storage.sketch.Figures;
import myidc.storage.sketch.Sharing;
import myidc.storage.sketch.Sketch;

/** The same figures as {@link Report}, as JSON; bytes throughout, each estimate with its plus-minus at 95 %. */
final class JsonReport {
    private final Scanned scanned;
    private final JsonGenerator json;

    private JsonReport(Scanned scanned, JsonGenerator json) {
        this.scanned = scanned;
        this.json = json;
    }

    static String of(Scanned scanned) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            new JsonReport(scanned, json).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("state", lower(scanned.state()));
        json.writeNumberField("readBytes", scanned.bytes());
        json.writeNumberField("seconds", scanned.seconds());
        json.writeNumberField("bytesPerSecond", Math.round(scanned.bytesPerSecond()));
        json.writeStringField("secretId", scanned.options().how().secret().idText());
        if (scanned.options().output().compare()) {
            json.writeArrayFieldStart("methods");
            for (int setting = 0; setting < scanned.options().how().settings().size(); setting++) {
                Sketch sketch = scanned.sketch(setting);
                json.writeStartObject();
                header(sketch.header());
                figures(Sharing.of(sketch).total());
                json.writeEndObject();
            }
            json.writeEndArray();
        } else {
            rows(scanned.sketch(0));
        }
        json.writeArrayFieldStart("notCounted");
        for (NotCounted file : scanned.notCounted()) {
            json.writeStartObject();
            json.writeStringField("volume", file.volume());
            json.writeStringField("path", file.path());
            json.writeStringField("reason", lower(file.reason()));
            json.writeStringField("detail", file.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void rows(Sketch sketch) throws IOException {
        header(sketch.header());
        json.writeArrayFieldStart("figures");
        for (Report.Row row : Report.rows(scanned.options(), sketch)) {
            json.writeStartObject();
            json.writeStringField("kind", row.kind());
            json.writeStringField("name", row.name());
            figures(row.figures());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void header(Sketch.Header header) throws IOException {
        json.writeStringField("method", header.chunking().method().text());
        json.writeNumberField("chunkBytes", header.chunking().bytes());
        json.writeNumberField("k", header.zeroBits());
        json.writeStringField("compression", lower(header.compression()));
    }

    private void figures(Figures figures) throws IOException {
        json.writeNumberField("logicalBytes", figures.bytes().logical());
        json.writeNumberField("zeroBytes", figures.bytes().zero());
        json.writeNumberField("holeBytes", figures.bytes().holes());
        json.writeNumberField("chunks", figures.chunks());
        estimate("uniqueChunks", figures.uniqueChunks());
        estimate("standaloneBytes", figures.standalone());
        estimate("reclaimableBytes", figures.reclaimable());
        estimate("attributedBytes", figures.attributed());
        json.writeObjectFieldStart("ratio");
        json.writeNumberField("value", figures.ratio().value());
        json.writeNumberField("plusMinus", figures.ratio().plusMinus());
        json.writeEndObject();
        Estimate compressed = figures.compressed();
        if (compressed != null) {
            estimate("compressedBytes", compressed);
        }
    }

    private void estimate(String name, Estimate estimate) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("value", Math.round(estimate.value()));
        json.writeNumberField("plusMinus", Math.round(estimate.plusMinus()));
        json.writeEndObject();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
