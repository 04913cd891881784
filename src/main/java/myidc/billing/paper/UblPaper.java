package myidc.billing.paper;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import myidc.billing.event.Party;
import myidc.billing.event.TaxGroup;

/**
 * An invoice or credit note as UBL 2.1 after EN 16931. Sources: OASIS UBL 2.1, CEN EN 16931-1 and its syntax binding
 * CEN/TS 16931-3-2; code lists UNCL1001, UNCL5305, UN/ECE Recommendation 20.
 */
public final class UblPaper {
    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final String CBC = UBL + "CommonBasicComponents-2";
    private static final String CAC = UBL + "CommonAggregateComponents-2";
    private static final String HOUR = "HUR";
    private static final String ONE = "C62";
    private static final String CREDIT_TRANSFER = "30";

    private final InvoicePaper paper;
    private final String country;
    private final XMLStreamWriter out;

    private UblPaper(InvoicePaper paper, String country, XMLStreamWriter out) {
        this.paper = paper;
        this.country = country;
        this.out = out;
    }

    /**
     * Writes the paper.
     *
     * @param country ISO 3166-1 code of issuer and buyer
     */
    public static byte[] write(InvoicePaper paper, String country) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            new UblPaper(paper, country, out).write();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("UBL cannot be written", e);
        }
    }

    private boolean credit() {
        return paper.kind() == InvoicePaper.Kind.CREDIT_NOTE;
    }

    private void write() throws XMLStreamException {
        String root = credit() ? "CreditNote" : "Invoice";
        out.writeStartDocument("UTF-8", "1.0");
        out.writeStartElement("", root, UBL + root + "-2");
        out.writeDefaultNamespace(UBL + root + "-2");
        out.writeNamespace("cbc", CBC);
        out.writeNamespace("cac", CAC);
        value("CustomizationID", "urn:cen.eu:en16931:2017");
        value("ID", paper.number());
        value("IssueDate", paper.dates().issuedOn().toString());
        if (!credit() && paper.dates().dueOn() != null) {
            value("DueDate", paper.dates().dueOn().toString());
        }
        value(root + "TypeCode", credit() ? "381" : "380");
        if (paper.reason() != null) {
            value("Note", paper.reason());
        }
        value("DocumentCurrencyCode", paper.currency().getCurrencyCode());
        open("InvoicePeriod");
        value("StartDate", paper.dates().from().toString());
        value("EndDate", paper.dates().until().toString());
        close();
        if (paper.corrects() != null) {
            open("BillingReference");
            open("InvoiceDocumentReference");
            value("ID", paper.corrects());
            close();
            close();
        }
        party("AccountingSupplierParty", paper.parties().issuer(), true);
        party("AccountingCustomerParty", paper.parties().buyer(), false);
        payment();
        taxes();
        totals();
        for (InvoicePaper.Line line : paper.lines()) {
            line(line);
        }
        out.writeEndElement();
        out.writeEndDocument();
    }

    private void party(String role, Party party, boolean issuer) throws XMLStreamException {
        open(role);
        open("Party");
        if (issuer && !taxed()) {
            open("PartyIdentification");
            value("ID", party.name());
            close();
        }
        open("PostalAddress");
        if (!party.address().isBlank()) {
            value("StreetName", party.address());
        }
        open("Country");
        value("IdentificationCode", country);
        close();
        close();
        if (!party.taxNumber().isBlank() && taxed()) {
            open("PartyTaxScheme");
            value("CompanyID", registered(party.taxNumber()));
            scheme();
            close();
        }
        open("PartyLegalEntity");
        value("RegistrationName", party.name());
        if (issuer && !party.taxNumber().isBlank()) {
            value("CompanyID", party.taxNumber());
        }
        close();
        close();
        close();
    }

    /** With its country in front, as a VAT identifier is written. */
    private String registered(String taxNumber) {
        return taxNumber.toUpperCase(Locale.ROOT).startsWith(country) ? taxNumber : country + taxNumber;
    }

    private void payment() throws XMLStreamException {
        String account = paper.parties().issuer().bank();
        if (!account.isBlank() && !credit()) {
            open("PaymentMeans");
            value("PaymentMeansCode", CREDIT_TRANSFER);
            open("PayeeFinancialAccount");
            value("ID", account);
            close();
            close();
        }
        if (credit() || paper.dates().dueOn() == null) {
            open("PaymentTerms");
            value("Note", "Nothing is to be paid on this paper");
            close();
        }
    }

    /** Whether any of it is subject to tax as far as we know: an issuer without a tax number cannot charge any. */
    private boolean taxed() {
        return !paper.parties().issuer().taxNumber().isBlank();
    }

    private String category(BigDecimal rate) {
        return rate.signum() > 0 ? "S" : taxed() ? "Z" : "O";
    }

    private void taxes() throws XMLStreamException {
        TreeMap<BigDecimal, Group> groups = new TreeMap<>();
        for (TaxGroup group : paper.taxes()) {
            groups.merge(group.rate().stripTrailingZeros(), new Group(group.net(), group.tax()), Group::plus);
        }
        open("TaxTotal");
        amount("TaxAmount", paper.sums().tax().amount());
        for (var group : groups.entrySet()) {
            open("TaxSubtotal");
            amount("TaxableAmount", group.getValue().net());
            amount("TaxAmount", group.getValue().tax());
            open("TaxCategory");
            String category = category(group.getKey());
            value("ID", category);
            if (category.equals("O")) {
                value("TaxExemptionReasonCode", "VATEX-EU-O");
            } else {
                value("Percent", percent(group.getKey()));
            }
            scheme();
            close();
            close();
        }
        close();
    }

    private void totals() throws XMLStreamException {
        open("LegalMonetaryTotal");
        amount("LineExtensionAmount", paper.sums().subtotal().amount());
        amount("TaxExclusiveAmount", paper.sums().subtotal().amount());
        amount("TaxInclusiveAmount", paper.sums().total().amount());
        amount("PayableAmount", paper.sums().total().amount());
        close();
    }

    private void line(InvoicePaper.Line line) throws XMLStreamException {
        Priced priced = Priced.of(line, Math.max(0, paper.currency().getDefaultFractionDigits()));
        open(credit() ? "CreditNoteLine" : "InvoiceLine");
        value("ID", Integer.toString(line.number()));
        out.writeStartElement("cbc", credit() ? "CreditedQuantity" : "InvoicedQuantity", CBC);
        out.writeAttribute("unitCode", priced.unit());
        out.writeCharacters(priced.quantity().toPlainString());
        out.writeEndElement();
        amount("LineExtensionAmount", line.amount());
        if (priced.difference().signum() != 0) {
            open("AllowanceCharge");
            value("ChargeIndicator", Boolean.toString(priced.difference().signum() < 0));
            value("AllowanceChargeReason", "Price of the month");
            amount("Amount", priced.difference().abs());
            close();
        }
        open("Item");
        value("Name", line.adjusts() == null ? line.text() : "Adjustment " + line.adjusts() + ": " + line.text());
        open("ClassifiedTaxCategory");
        String category = category(line.taxRate());
        value("ID", category);
        if (!category.equals("O")) {
            value("Percent", percent(line.taxRate()));
        }
        scheme();
        close();
        close();
        open("Price");
        amount("PriceAmount", priced.price());
        close();
        close();
    }

    private void scheme() throws XMLStreamException {
        open("TaxScheme");
        value("ID", "VAT");
        close();
    }

    private void open(String name) throws XMLStreamException {
        out.writeStartElement("cac", name, CAC);
    }

    private void close() throws XMLStreamException {
        out.writeEndElement();
    }

    private void value(String name, String text) throws XMLStreamException {
        out.writeStartElement("cbc", name, CBC);
        out.writeCharacters(plain(text));
        out.writeEndElement();
    }

    private void amount(String name, BigDecimal amount) throws XMLStreamException {
        out.writeStartElement("cbc", name, CBC);
        out.writeAttribute("currencyID", paper.currency().getCurrencyCode());
        out.writeCharacters(amount.toPlainString());
        out.writeEndElement();
    }

    /** Text without what XML 1.0 cannot hold. */
    private static String plain(String text) {
        return text.replaceAll("[^\\u0009\\u000A\\u000D\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", " ");
    }

    private static String percent(BigDecimal rate) {
        BigDecimal percent = rate.movePointRight(2).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0).toPlainString() : percent.toPlainString();
    }

    private record Group(BigDecimal net, BigDecimal tax) {
        Group plus(Group other) {
            return new Group(net.add(other.net), tax.add(other.tax));
        }
    }

    /**
     * Quantity and price whose product less {@code difference} is the line's amount: the hours where hours make the price,
     * else one piece, since a net price must not be negative but a quantity may.
     */
    private record Priced(BigDecimal quantity, String unit, BigDecimal price, BigDecimal difference) {
        static Priced of(InvoicePaper.Line line, int decimals) {
            if (line.hours() > 0 && line.unitPrice().signum() > 0) {
                BigDecimal hours = BigDecimal.valueOf(line.hours());
                BigDecimal listed = hours.multiply(line.unitPrice()).setScale(decimals, RoundingMode.HALF_UP);
                return new Priced(hours, HOUR, line.unitPrice(), listed.subtract(line.amount()));
            }
            return new Priced(
                    BigDecimal.valueOf(line.amount().signum() < 0 ? -1 : 1),
                    ONE,
                    line.amount().abs(),
                    BigDecimal.ZERO);
        }
    }
}
