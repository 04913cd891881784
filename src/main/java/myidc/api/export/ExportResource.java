package myidc.api.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import myidc.api.Csv;
import myidc.api.CsvRows;
import myidc.api.InvoiceJson;
import myidc.api.Rows;
import myidc.api.XlsxRows;
import myidc.billing.BillingSettings;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Exports;
import myidc.billing.read.Exports.Cursor;
import myidc.billing.read.Exports.ExportedLine;
import myidc.billing.read.Exports.Window;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.PostingExports;
import myidc.billing.read.PostingExports.Groups;
import myidc.billing.read.PostingExports.Place;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** The books for other tools. */
@Path("/export/v1")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ExportResource {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Exports exports;
    private final PostingExports postings;
    private final BillingSettings settings;
    private final ObjectMapper json;

    ExportResource(Exports exports, PostingExports postings, BillingSettings settings, ObjectMapper json) {
        this.exports = exports;
        this.postings = postings;
        this.settings = settings;
        this.json = json;
    }

    /** Charges as FOCUS 1.2. */
    @GET
    @Path("/focus.csv")
    @Produces(CSV)
    public Response focus(@BeanParam ExportQuery query) {
        Part part = part(query);
        return part.marked(attached("focus.csv", CSV, out -> {
            Csv csv = new Csv(out);
            csv.row(new ArrayList<>(FocusColumns.ALL));
            new FocusRows(exports, settings.entityName(), row -> csv.row(row.cells()))
                    .write(part.window(), part.next() == null);
        }));
    }

    /** The same rows as Parquet. */
    @GET
    @Path("/focus.parquet")
    @Produces(PARQUET)
    public Response focusParquet(@BeanParam ExportQuery query) {
        Part part = part(query);
        StreamingOutput stream = out -> {
            try (ParquetRows parquet =
                    new ParquetRows(new BufferedOutputStream(out, 1 << 16), FocusColumns.ALL, FocusColumns::kind)) {
                new FocusRows(exports, settings.entityName(), row -> parquet.row(row.cells()))
                        .write(part.window(), part.next() == null);
            }
        };
        return part.marked(Response.ok(stream, PARQUET)
                .header("Content-Disposition", "attachment; filename=\"focus.parquet\"")
                .header("Cache-Control", "no-store")
                .build());
    }

    /** What was charged and by which price, one line a row; {@code format} csv (when absent) or xlsx. */
    @GET
    @Path("/charges")
    @Produces({CSV, XLSX})
    public Response charges(@QueryParam("format") @Nullable String format, @BeanParam ExportQuery query) {
        return table("charges", format, query, ChargeRow.COLUMNS, ChargeRow::charge);
    }

    /** What was used, as the bill took it, one line a row; {@code format} csv (when absent) or xlsx. */
    @GET
    @Path("/usage")
    @Produces({CSV, XLSX})
    public Response usage(@QueryParam("format") @Nullable String format, @BeanParam ExportQuery query) {
        return table("usage", format, query, ChargeRow.USAGE_COLUMNS, ChargeRow::usage);
    }

    private Response table(
            String name,
            @Nullable String format,
            ExportQuery query,
            List<String> columns,
            Function<ExportedLine, List<? extends @Nullable Object>> row) {
        Form form = format == null ? Form.CSV : Check.oneOf("format", format, Form.class);
        Part part = part(query);
        StreamingOutput stream = out -> {
            try (Rows rows = form == Form.CSV ? new CsvRows(out) : new XlsxRows(out, name)) {
                rows.row(columns);
                exports.lines(part.window(), exported -> {
                    List<? extends @Nullable Object> cells = row.apply(exported);
                    if (!cells.isEmpty()) {
                        rows.row(cells);
                    }
                });
            }
        };
        return part.marked(Response.ok(stream, form == Form.CSV ? CSV : XLSX)
                .header("Content-Disposition", "attachment; filename=\"" + name + "." + form.ending + "\"")
                .header("Cache-Control", "no-store")
                .build());
    }

    private Part part(ExportQuery query) {
        Window window = query.windowOfInvoices();
        Cursor end = query.invoices().isEmpty()
                ? null
                : exports.cursor(window, query.invoices().getAsInt()).orElse(null);
        return new Part(end == null ? window : window.until(end), end);
    }

    /** Postings as a journal. */
    @GET
    @Path("/journal")
    @Produces("text/plain;charset=UTF-8")
    public Response journal(@QueryParam("format") @Nullable String format, @BeanParam ExportQuery query) {
        Dialect dialect = Check.oneOf("format", format, Dialect.class);
        Groups groups = groups(query);
        Place after = groups.after();
        return marked(
                groups,
                attached(
                        "myidc." + (dialect == Dialect.HLEDGER ? "journal" : "beancount"),
                        "text/plain;charset=UTF-8",
                        out -> {
                            Journal journal = new Journal(out, dialect);
                            journal.declare(postings.accounts(groups.window()));
                            journal.open(
                                    after == null
                                            ? ExportQuery.day(groups.window().from())
                                            : after.bookedOn(),
                                    postings.opening(groups));
                            postings.each(groups, journal::post);
                            journal.close();
                        }));
    }

    private Groups groups(ExportQuery query) {
        Groups all = new Groups(query.window(), query.place(), null);
        return query.invoices().isEmpty()
                ? all
                : postings.place(all, query.invoices().getAsInt())
                        .map(all::until)
                        .orElse(all);
    }

    private static Response marked(Groups groups, Response response) {
        Place last = groups.last();
        return last == null
                ? response
                : Response.fromResponse(response)
                        .header("X-Next-Cursor", ExportQuery.written(last))
                        .build();
    }

    /** Postings, one a row, whole groups together. */
    @GET
    @Path("/postings.csv")
    @Produces(CSV)
    public Response postings(@BeanParam ExportQuery query) {
        Groups groups = groups(query);
        return marked(groups, attached("postings.csv", CSV, out -> {
            Csv csv = new Csv(out);
            csv.row(List.of(
                    "Booked", "Posted", "Cause", "Seq", "Account", "Tenant", "Amount", "Currency", "Invoice", "Words"));
            postings.each(
                    groups,
                    exported -> csv.row(List.of(
                            exported.bookedOn().toString(),
                            exported.posting().postedAt().toString(),
                            exported.posting().cause(),
                            Integer.toString(exported.posting().seq()),
                            exported.posting().account(),
                            exported.posting().tenantId() == 0
                                    ? ""
                                    : Long.toString(exported.posting().tenantId()),
                            exported.posting().amount().amount().toPlainString(),
                            exported.posting().amount().currency().getCurrencyCode(),
                            exported.invoiceNumber(),
                            Csv.text(exported.words()))));
        }));
    }

    /** Invoices with all their lines. */
    @GET
    @Path("/invoices")
    @Produces("application/json")
    public Response invoicesJson(@BeanParam ExportQuery query) {
        Part part = part(query);
        return part.marked(attached("invoices.json", "application/json", out -> {
            try (JsonGenerator generator = json.createGenerator(out)) {
                generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                generator.writeStartObject();
                generator.writeArrayFieldStart("data");
                Gathered gathered = new Gathered(generator);
                exports.lines(part.window(), gathered::add);
                gathered.flush();
                generator.writeEndArray();
                generator.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /** Invoice lines, one a row. */
    @GET
    @Path("/invoices")
    @Produces(CSV)
    public Response invoicesCsv(@BeanParam ExportQuery query) {
        Part part = part(query);
        return part.marked(attached("invoices.csv", CSV, out -> {
            Csv csv = new Csv(out);
            csv.row(new ArrayList<>(InvoiceCsv.COLUMNS));
            exports.lines(part.window(), exported -> csv.row(InvoiceCsv.row(exported)));
        }));
    }

    private static Response attached(String name, String type, Written written) {
        StreamingOutput stream = out -> write(out, written);
        return Response.ok(stream, type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static void write(OutputStream out, Written written) throws IOException {
        Writer writer = new BufferedWriter(
                new OutputStreamWriter(new BufferedOutputStream(out, 1 << 16), StandardCharsets.UTF_8), 1 << 16);
        written.to(writer);
        writer.flush();
    }

    /** What an answer holds: a window, and where the next one goes on. */
    private record Part(Window window, @Nullable Cursor next) {
        Response marked(Response response) {
            return next == null
                    ? response
                    : Response.fromResponse(response)
                            .header("X-Next-Cursor", ExportQuery.written(next))
                            .build();
        }
    }

    private enum Form {
        CSV("csv"),
        XLSX("xlsx");

        private final String ending;

        Form(String ending) {
            this.ending = ending;
        }
    }

    /** Writes an export. */
    @FunctionalInterface
    private interface Written {
        void to(Writer out);
    }

    /** Gathers the lines of one invoice, which a limit bounds, and writes it when the next begins. */
    private static final class Gathered {
        private final JsonGenerator generator;
        private final List<InvoiceLine> lines = new ArrayList<>();
        private @Nullable InvoiceRow invoice;

        Gathered(JsonGenerator generator) {
            this.generator = generator;
        }

        void add(ExportedLine exported) {
            InvoiceRow known = invoice;
            if (known != null && known.id() != exported.invoice().id()) {
                flush();
            }
            invoice = exported.invoice();
            lines.add(exported.line());
        }

        void flush() {
            InvoiceRow known = invoice;
            if (known == null) {
                return;
            }
            try {
                generator.writePOJO(InvoiceJson.with(known, lines));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            lines.clear();
        }
    }
}
