package myidc.api;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.billing.BillingRefusal;
import myidc.billing.BillingSettings;
import myidc.billing.event.CreditedLine;
import myidc.billing.event.EntityTerms;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.Party;
import myidc.billing.event.TaxGroup;
import myidc.billing.paper.InvoicePaper;
import myidc.billing.paper.InvoicePaper.Kind;
import myidc.billing.paper.PaperLanguage;
import myidc.billing.paper.PdfPaper;
import myidc.billing.paper.UblPaper;
import myidc.billing.read.Documents;
import myidc.billing.read.Documents.CreditNote;
import myidc.billing.read.Documents.Paper;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.LegalEntities;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import org.jspecify.annotations.Nullable;

/** Invoices and credit notes as files, for tenants and finance alike. */
@Singleton
public final class PaperFiles {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Invoices invoices;
    private final Documents documents;
    private final LegalEntities entities;
    private final BillingSettings settings;

    PaperFiles(Invoices invoices, Documents documents, LegalEntities entities, BillingSettings settings) {
        this.invoices = invoices;
        this.documents = documents;
        this.entities = entities;
        this.settings = settings;
    }

    /** The file of an invoice, or of one of its credit notes where its serial is asked for. */
    public Response file(InvoiceRow invoice, Asked asked) {
        Form form = asked.form == null ? Form.PDF : Check.oneOf("format", asked.form, Form.class);
        PaperLanguage language = asked.language();
        InvoicePaper paper = asked.creditNote == null ? of(invoice) : credited(invoice, asked.creditNote);
        if (form == Form.UBL && paper.kind() == Kind.STATEMENT) {
            throw Refused.because(
                    BillingRefusal.STATEMENT_IS_NO_INVOICE,
                    "A statement of an internal department is no invoice, and UBL holds invoices");
        }
        StreamingOutput body = switch (form) {
            case PDF -> whole(PdfPaper.write(paper, language));
            case UBL -> whole(UblPaper.write(paper, settings.country()));
            case CSV -> out -> rows(paper, new CsvRows(out));
            case XLSX -> out -> rows(paper, new XlsxRows(out, "Invoice"));
        };
        String name = paper.number().replaceAll("[^A-Za-z0-9._-]", "-") + "." + form.ending;
        return Response.ok(body, form.type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static StreamingOutput whole(byte[] bytes) {
        return out -> out.write(bytes);
    }

    private InvoicePaper of(InvoiceRow invoice) {
        InvoiceId id = new InvoiceId(invoice.id());
        List<InvoiceLine> lines = invoices.allLines(id);
        Paper words = paper(invoice, lines);
        Map<Integer, BigDecimal> rates = rates(words.taxes(), invoice.taxRate());
        return new InvoicePaper(
                words.showback() ? Kind.STATEMENT : Kind.INVOICE,
                invoice.id(),
                invoice.number(),
                null,
                null,
                new InvoicePaper.Parties(words.issuer(), words.buyer()),
                dates(invoice, words),
                lines.stream()
                        .map(line -> line(line, line.amount(), rates.getOrDefault(line.number(), invoice.taxRate())))
                        .toList(),
                sorted(words.taxes()),
                new InvoicePaper.Sums(invoice.subtotal(), invoice.tax(), invoice.total()));
    }

    private InvoicePaper credited(InvoiceRow invoice, long serial) {
        InvoiceId id = new InvoiceId(invoice.id());
        CreditNote note = documents
                .creditNote(id, serial)
                .orElseThrow(() -> Refused.field(
                        BillingRefusal.CREDIT_NOTE_NOT_FOUND,
                        "creditNote",
                        "Invoice " + invoice.id() + " has no credit note " + serial));
        List<InvoiceLine> lines = invoices.allLines(id);
        Paper words = paper(invoice, lines);
        Map<Integer, BigDecimal> rates = rates(words.taxes(), invoice.taxRate());
        Map<Integer, InvoiceLine> known =
                lines.stream().collect(Collectors.toMap(InvoiceLine::number, line -> line, (one, other) -> one));
        List<InvoicePaper.Line> taken = note.lines().stream()
                .map(line -> line(
                        Optional.ofNullable(known.get(line.number())).orElseThrow(),
                        line.amount(),
                        rates.getOrDefault(line.number(), invoice.taxRate())))
                .toList();
        return new InvoicePaper(
                Kind.CREDIT_NOTE,
                (invoice.id() << 20) + serial,
                note.number(),
                invoice.number(),
                note.reason(),
                new InvoicePaper.Parties(words.issuer(), words.buyer()),
                new InvoicePaper.Dates(
                        note.issuedAt(),
                        day(invoice, note.issuedAt()),
                        null,
                        day(invoice, invoice.billingFrom()),
                        lastDay(invoice)),
                taken,
                groups(words.taxes(), note.lines(), invoice),
                new InvoicePaper.Sums(note.subtotal(), note.tax(), note.total()));
    }

    private static InvoicePaper.Line line(InvoiceLine line, BigDecimal amount, BigDecimal rate) {
        boolean byHours = line.hours() > 0 && line.unitPrice().signum() > 0;
        return new InvoicePaper.Line(
                line.number(),
                Described.charge(line.charge(), line.resourceName(), line.resource()),
                line.kind() == InvoiceLine.Kind.ADJUSTMENT ? line.usageMonth() : null,
                byHours ? line.hours() : 0,
                byHours ? line.unitPrice() : BigDecimal.ZERO,
                amount,
                rate);
    }

    /** The papers as they were kept; an invoice of before that has the entity's terms and the invoice's one tax. */
    private Paper paper(InvoiceRow invoice, List<InvoiceLine> lines) {
        Optional<Paper> kept = documents.paper(new InvoiceId(invoice.id()));
        if (kept.isPresent() && !kept.get().taxes().isEmpty()) {
            return kept.get();
        }
        EntityTerms terms = entities.terms(invoice.entity());
        LocalDate issued = day(invoice, invoice.issuedAt());
        List<TaxGroup> taxes = List.of(new TaxGroup(
                invoice.taxName(),
                invoice.taxRate(),
                invoice.subtotal().amount(),
                invoice.tax().amount(),
                lines.stream().map(InvoiceLine::number).toList()));
        return kept.map(paper -> new Paper(
                        paper.issuer(), paper.buyer(), paper.issuedOn(), paper.dueOn(), paper.showback(), taxes))
                .orElseGet(() -> new Paper(
                        new Party(terms.name(), terms.taxNumber(), terms.address(), terms.bank(), ""),
                        new Party(
                                invoice.tenantName().isBlank()
                                        ? invoice.tenantId().text()
                                        : invoice.tenantName(),
                                "",
                                "",
                                "",
                                ""),
                        issued,
                        issued.plusDays(terms.paymentDays()),
                        invoice.entity().endsWith(LegalEntities.SHOWBACK),
                        taxes));
    }

    private static InvoicePaper.Dates dates(InvoiceRow invoice, Paper words) {
        return new InvoicePaper.Dates(
                invoice.issuedAt(),
                words.issuedOn(),
                words.showback() ? null : words.dueOn(),
                day(invoice, invoice.billingFrom()),
                lastDay(invoice));
    }

    private static LocalDate lastDay(InvoiceRow invoice) {
        return day(invoice, invoice.billingUntil().minusSeconds(1));
    }

    private static LocalDate day(InvoiceRow invoice, Instant at) {
        return at.atZone(ZoneId.of(invoice.zone())).toLocalDate();
    }

    private static Map<Integer, BigDecimal> rates(List<TaxGroup> taxes, BigDecimal otherwise) {
        Map<Integer, BigDecimal> rates = new HashMap<>();
        for (TaxGroup group : taxes) {
            group.lines().forEach(line -> rates.put(line, group.rate()));
        }
        return rates.isEmpty() ? Map.of(0, otherwise) : rates;
    }

    /** What of each tax the note takes back: the sums of the stored shares of its lines. */
    private static List<TaxGroup> groups(List<TaxGroup> taxes, List<CreditedLine> lines, InvoiceRow invoice) {
        Map<Integer, CreditedLine> taken =
                lines.stream().collect(Collectors.toMap(CreditedLine::number, line -> line, (one, other) -> one));
        return sorted(taxes.stream()
                .map(group -> {
                    List<CreditedLine> own = group.lines().stream()
                            .filter(taken::containsKey)
                            .map(number ->
                                    Optional.ofNullable(taken.get(number)).orElseThrow())
                            .toList();
                    return new TaxGroup(
                            group.name(),
                            group.rate(),
                            own.stream().map(CreditedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                            own.stream().map(CreditedLine::tax).reduce(BigDecimal.ZERO, BigDecimal::add),
                            own.stream().map(CreditedLine::number).toList());
                })
                .filter(group -> !group.lines().isEmpty())
                .toList());
    }

    private static List<TaxGroup> sorted(List<TaxGroup> taxes) {
        return taxes.stream().sorted(Comparator.comparing(TaxGroup::rate)).toList();
    }

    private static void rows(InvoicePaper paper, Rows rows) {
        try (rows) {
            rows.row(List.of(
                    "Paper",
                    "Corrects",
                    "Issued",
                    "Issuer",
                    "Buyer",
                    "Line",
                    "Description",
                    "Adjusts",
                    "Hours",
                    "Unit Price",
                    "Tax Rate",
                    "Amount",
                    "Currency"));
            for (InvoicePaper.Line line : paper.lines()) {
                rows.row(Arrays.<@Nullable Object>asList(
                        paper.number(),
                        paper.corrects(),
                        paper.dates().issuedOn(),
                        paper.parties().issuer().name(),
                        paper.parties().buyer().name(),
                        line.number(),
                        line.text(),
                        line.adjusts(),
                        line.hours(),
                        line.unitPrice(),
                        line.taxRate(),
                        line.amount(),
                        paper.currency().getCurrencyCode()));
            }
        }
    }

    private enum Form {
        PDF("application/pdf", "pdf"),
        CSV("text/csv;charset=UTF-8", "csv"),
        XLSX(PaperFiles.XLSX, "xlsx"),
        UBL("application/xml;charset=UTF-8", "xml");

        private final String type;
        private final String ending;

        Form(String type, String ending) {
            this.type = type;
            this.ending = ending;
        }
    }

    /**
     * What file is wanted.
     *
     * @param form pdf (when absent), csv, xlsx or ubl
     * @param languageTag of a PDF: zh-CN, en or both (when absent)
     * @param creditNote serial of a credit note of the invoice; null for the invoice itself
     */
    public record Asked(
            @Nullable String form,
            @Nullable String languageTag,
            @Nullable Long creditNote) {
        PaperLanguage language() {
            return languageTag == null
                    ? PaperLanguage.BOTH
                    : Check.oneOf(
                            "language",
                            languageTag.strip().replace('-', '_').toUpperCase(Locale.ROOT),
                            PaperLanguage.class);
        }
    }
}
