package myidc.metering.intake;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.metering.MeteringRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * Reads what Prometheus sends by remote write 1.0: a WriteRequest of protobuf in a block of snappy. A series belongs to a
 * meter point by its label {@code meter_point}; of an interface, one series has the label {@code direction} in and one out.
 * Source: https://prometheus.io/docs/specs/prw/remote_write_spec/
 */
public final class RemoteWrite {
    /** Bytes after unpacking. */
    static final int UNPACKED_MAX = 16 * 1024 * 1024;

    private static final int FIELD_TIMESERIES = 1;
    private static final int FIELD_LABELS = 1;
    private static final int FIELD_SAMPLES = 2;
    private static final int LABELS_MAX = 64;

    private RemoteWrite() {}

    /** The samples in it; a series without the label is none of ours and is passed over. */
    public static List<Sample> samples(byte[] packed) {
        try {
            if (!Snappy.isValidCompressedBuffer(packed) || Snappy.uncompressedLength(packed) > UNPACKED_MAX) {
                throw unreadable("The body must be one block of snappy, at most " + UNPACKED_MAX + " bytes unpacked");
            }
            return read(CodedInputStream.newInstance(Snappy.uncompress(packed)));
        } catch (IOException e) {
            throw unreadable("The body is no WriteRequest: " + e.getMessage());
        }
    }

    private static List<Sample> read(CodedInputStream in) throws IOException {
        Map<List<Long>, Figures> byPointAndTime = new LinkedHashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == FIELD_TIMESERIES) {
                series(nested(in), byPointAndTime);
            } else {
                in.skipField(tag);
            }
        }
        List<Sample> samples = new ArrayList<>();
        byPointAndTime.forEach((key, figures) -> samples.add(new Sample(
                "prometheus/" + key.get(1),
                key.get(0),
                Instant.ofEpochMilli(key.get(1)),
                figures.complete() ? figures.first : null,
                figures.second)));
        return samples;
    }

    private static void series(CodedInputStream in, Map<List<Long>, Figures> into) throws IOException {
        Map<String, String> labels = new HashMap<>();
        List<Map.Entry<Long, Double>> values = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case FIELD_LABELS -> label(nested(in), labels);
                case FIELD_SAMPLES -> values.add(value(nested(in)));
                default -> in.skipField(tag);
            }
        }
        String point = labels.get("meter_point");
        if (point == null || !point.matches("\\d{1,18}")) {
            return;
        }
        for (Map.Entry<Long, Double> value : values) {
            if (value.getValue().isNaN() || value.getValue().isInfinite()) {
                continue;
            }
            into.computeIfAbsent(List.of(Long.parseLong(point), value.getKey()), any -> new Figures())
                    .put(labels.get("direction"), whole(value.getValue()));
        }
    }

    private static void label(CodedInputStream in, Map<String, String> labels) throws IOException {
        String name = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> name = in.readString();
                case 2 -> value = in.readString();
                default -> in.skipField(tag);
            }
        }
        if (labels.size() == LABELS_MAX) {
            throw unreadable("A series has more than " + LABELS_MAX + " labels");
        }
        labels.put(name, value);
    }

    private static Map.Entry<Long, Double> value(CodedInputStream in) throws IOException {
        double value = 0;
        long at = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> value = in.readDouble();
                case 2 -> at = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        return Map.entry(at, value);
    }

    private static CodedInputStream nested(CodedInputStream in) throws IOException {
        return CodedInputStream.newInstance(in.readByteArray());
    }

    private static BigDecimal whole(double value) {
        return new BigDecimal(value).setScale(0, RoundingMode.FLOOR);
    }

    private static Refused unreadable(String detail) {
        return Refused.because(MeteringRefusal.REMOTE_WRITE_UNREADABLE, detail);
    }

    /** One figure, or one for each direction. */
    private static final class Figures {
        private @Nullable BigDecimal first;
        private @Nullable BigDecimal second;
        private boolean directed;

        void put(@Nullable String direction, BigDecimal figure) {
            if (direction == null) {
                first = figure;
            } else if (direction.equals("out")) {
                second = figure;
                directed = true;
            } else {
                first = figure;
                directed = true;
            }
        }

        boolean complete() {
            return !directed || second != null;
        }
    }
}
