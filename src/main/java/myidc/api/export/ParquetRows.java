package myidc.api.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * A flat table as Parquet, written as its rows come: a row group of some thousand rows is all that is in memory. Every column
 * is optional, plainly encoded and packed by Snappy. Source: parquet.apache.org/docs/file-format.
 */
final class ParquetRows implements AutoCloseable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROWS_OF_GROUP = 10_000;
    private static final int DECIMAL_BYTES = 16;
    private static final int PRECISION = 38;
    /** Enough for every price; what has more decimals is rounded half to even. */
    private static final int SCALE = 18;

    private final OutputStream out;
    private final List<Column> columns = new ArrayList<>();
    private final List<RowGroup> groups = new ArrayList<>();
    private long offset;
    private int rows;
    private long all;

    ParquetRows(OutputStream out, List<String> names, Function<String, Kind> kinds) {
        this.out = out;
        names.forEach(name -> columns.add(new Column(name, kinds.apply(name))));
        write(MAGIC);
    }

    void row(List<@Nullable String> cells) {
        for (int index = 0; index < columns.size(); index++) {
            columns.get(index).add(rows, cells.get(index));
        }
        rows++;
        if (rows == ROWS_OF_GROUP) {
            endGroup();
        }
    }

    @Override
    public void close() {
        endGroup();
        FileMetaData about = new FileMetaData(1, schema(), all, groups).setCreated_by("MyIDC");
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        try {
            Util.writeFileMetaData(about, footer);
            write(footer.toByteArray());
            write(littleEndian(footer.size()));
            write(MAGIC);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<SchemaElement> schema() {
        List<SchemaElement> schema = new ArrayList<>();
        schema.add(new SchemaElement("rows").setNum_children(columns.size()));
        for (Column column : columns) {
            SchemaElement element = new SchemaElement(column.name)
                    .setType(column.kind.type)
                    .setConverted_type(column.kind.converted)
                    .setRepetition_type(FieldRepetitionType.OPTIONAL);
            if (column.kind == Kind.DECIMAL) {
                element.setType_length(DECIMAL_BYTES).setPrecision(PRECISION).setScale(SCALE);
            }
            schema.add(element);
        }
        return schema;
    }

    private void endGroup() {
        if (rows == 0) {
            return;
        }
        List<ColumnChunk> chunks = new ArrayList<>();
        long whole = 0;
        for (Column column : columns) {
            ColumnMetaData chunk = chunk(column);
            whole += chunk.getTotal_uncompressed_size();
            chunks.add(new ColumnChunk(chunk.getData_page_offset()).setMeta_data(chunk));
        }
        groups.add(new RowGroup(chunks, whole, rows));
        all += rows;
        rows = 0;
    }

    private ColumnMetaData chunk(Column column) {
        try {
            byte[] page = column.page(rows);
            byte[] packed = Snappy.compress(page);
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, packed.length);
            header.setData_page_header(new DataPageHeader(rows, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
            Util.writePageHeader(header, head);
            long start = offset;
            write(head.toByteArray());
            write(packed);
            column.clear();
            return new ColumnMetaData(
                    column.kind.type,
                    List.of(Encoding.PLAIN, Encoding.RLE),
                    List.of(column.name),
                    CompressionCodec.SNAPPY,
                    rows,
                    head.size() + (long) page.length,
                    offset - start,
                    start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(byte[] bytes) {
        try {
            out.write(bytes);
            offset += bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] littleEndian(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    /** What a column holds. */
    enum Kind {
        TEXT(Type.BYTE_ARRAY, ConvertedType.UTF8),
        DECIMAL(Type.FIXED_LEN_BYTE_ARRAY, ConvertedType.DECIMAL),
        TIME(Type.INT64, ConvertedType.TIMESTAMP_MICROS);

        private final Type type;
        private final ConvertedType converted;

        Kind(Type type, ConvertedType converted) {
            this.type = type;
            this.converted = converted;
        }

        private byte[] bytes(String cell) {
            return switch (this) {
                case TEXT -> {
                    byte[] text = cell.getBytes(StandardCharsets.UTF_8);
                    yield ByteBuffer.allocate(Integer.BYTES + text.length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(text.length)
                            .put(text)
                            .array();
                }
                case DECIMAL -> decimal(new BigDecimal(cell));
                case TIME ->
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(Instant.parse(cell).getEpochSecond() * 1_000_000)
                            .array();
            };
        }

        private static byte[] decimal(BigDecimal figure) {
            byte[] digits = figure.setScale(SCALE, RoundingMode.HALF_EVEN)
                    .unscaledValue()
                    .toByteArray();
            if (digits.length > DECIMAL_BYTES) {
                throw new IllegalStateException(figure + " has more digits than a decimal column holds");
            }
            byte[] fixed = new byte[DECIMAL_BYTES];
            Arrays.fill(fixed, 0, DECIMAL_BYTES - digits.length, (byte) (figure.signum() < 0 ? -1 : 0));
            System.arraycopy(digits, 0, fixed, DECIMAL_BYTES - digits.length, digits.length);
            return fixed;
        }
    }

    /** A column's values of the group under way, and which rows have one. */
    private static final class Column {
        private final String name;
        private final Kind kind;
        private final byte[] present = new byte[(ROWS_OF_GROUP + 7) / 8];
        private final ByteArrayOutputStream values = new ByteArrayOutputStream();

        Column(String name, Kind kind) {
            this.name = name;
            this.kind = kind;
        }

        void add(int row, @Nullable String cell) {
            if (cell == null || cell.isEmpty()) {
                return;
            }
            present[row / 8] = (byte) (present[row / 8] | (1 << (row % 8)));
            values.writeBytes(kind.bytes(cell));
        }

        /** Definition levels as one bit-packed run, with its length before it, then the values. */
        byte[] page(int rows) {
            int packs = (rows + 7) / 8;
            ByteArrayOutputStream levels = new ByteArrayOutputStream();
            int head = (packs << 1) | 1;
            while ((head & ~0x7f) != 0) {
                levels.write((head & 0x7f) | 0x80);
                head >>>= 7;
            }
            levels.write(head);
            levels.write(present, 0, packs);
            ByteArrayOutputStream page = new ByteArrayOutputStream();
            page.writeBytes(littleEndian(levels.size()));
            page.writeBytes(levels.toByteArray());
            page.writeBytes(values.toByteArray());
            return page.toByteArray();
        }

        void clear() {
            values.reset();
            Arrays.fill(present, (byte) 0);
        }
    }
}
