package myidc.api.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.api.Csv;
import myidc.api.Described;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Exports.CreditedLine;
import myidc.billing.read.Exports.ExportedLine;
import myidc.billing.read.Exports.UsedGrant;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.LegalEntities;
import myidc.billing.read.RatedUsages.Rated;
import myidc.metering.read.StoredLevels;
import org.jspecify.annotations.Nullable;

/**
 * An invoice line as a row of FOCUS 1.2, and its tax as a row of its own. Source: FinOps Open Cost and Usage
 * Specification 1.2, with 1.3's ServiceProviderName and HostProviderName beside the names they replace.
 *
 * <p>Hours times the hourly price is the list cost; the monthly cap is what makes the billed cost lower. An adjustment of
 * a closed month is a Correction without quantities, whose cost is its difference.
 */
final class FocusRow {
    private static final String HOURS = "Hours";
    private static final String MONTHS = "Months";
    private static final String ACCOUNT = "account";
    private static final List<String> COSTS =
            List.of("BilledCost", "EffectiveCost", "PricingCurrencyEffectiveCost", "ListCost", "ContractedCost");

    /** A tenant's bytes in a pool are named after both; the pool is the resource they all share. */
    private static final Pattern IN_A_POOL = Pattern.compile("(pool-\\d{1,18})/tenant-\\d{1,18}");

    /** Each chunk's bytes divided by those who refer to it: the shares of all tenants sum to what is stored. */
    private static final String SPLIT_BY_REFERENCES = "{\"myidc/split-cost-method\":\"chunk-references\"}";

    private final @Nullable String[] cells = new String[FocusColumns.ALL.size()];

    private FocusRow() {}

    /** The row of the charge itself. */
    static FocusRow charge(ExportedLine exported, String entityName) {
        FocusRow row = new FocusRow();
        InvoiceLine line = exported.line();
        row.account(exported.invoice(), entityName);
        row.resource(line);
        row.period(line.from(), line.until());
        row.put("ChargeCategory", "Usage");
        row.put("ChargeFrequency", "Usage-Based");
        row.put("ChargeDescription", Csv.text(Described.line(line)));
        row.billed(line.amount());
        row.put("SkuId", line.charge());
        row.put("SkuMeter", "Presence");
        row.put("SkuPriceId", line.priceEntry());
        row.put("PricingCategory", "Standard");
        switch (line.kind()) {
            case USAGE -> row.used(exported);
            case ADJUSTMENT -> row.corrected(line);
        }
        return row;
    }

    /**
     * What a commitment's fee of the month bought: used, or unused. The fee is due with the usage it covers and buys nothing
     * ahead, so it is no Purchase, whose effective cost would have to be 0.
     */
    static FocusRow commitment(Committed committed, boolean used, String entityName) {
        FocusRow row = new FocusRow();
        InvoiceLine line = committed.fee().line();
        row.account(committed.fee().invoice(), entityName);
        row.service(line.charge());
        row.period(line.from(), line.until());
        row.put("ChargeCategory", "Usage");
        row.put("ChargeFrequency", "Recurring");
        row.put("ChargeDescription", Csv.text(line.charge() + (used ? ", used" : ", unused")));
        BigDecimal share = used ? committed.usedShare() : line.amount().subtract(committed.usedShare());
        row.billed(share);
        row.put("SkuId", line.charge());
        row.put("SkuMeter", "Commitment");
        row.put("SkuPriceId", line.priceEntry());
        row.put("PricingCategory", "Committed");
        row.priced(BigDecimal.ONE, share, MONTHS);
        if (used) {
            row.put("ConsumedQuantity", plain(committed.used()));
            row.put("ConsumedUnit", committed.currency());
        }
        row.committed(line, used ? committed.used() : committed.unused(), committed.currency());
        row.put("CommitmentDiscountStatus", used ? "Used" : "Unused");
        return row;
    }

    /** What a credit note took back of a line; a correction of an invoice that was issued before. */
    static FocusRow credited(CreditedLine credited, String entityName, boolean tax) {
        FocusRow row = new FocusRow();
        InvoiceLine line = credited.line();
        row.account(credited.invoice(), entityName);
        row.resource(line);
        row.period(line.from(), line.until());
        row.put("InvoiceId", credited.note());
        row.put("ChargeCategory", tax ? "Tax" : "Usage");
        row.put("ChargeClass", "Correction");
        row.put("ChargeFrequency", "One-Time");
        row.put("ChargeDescription", Csv.text("Credit note for " + Described.line(line)));
        row.billed((tax ? credited.tax() : credited.amount()).negate());
        if (!tax) {
            row.put("ConsumedQuantity", "0");
            row.put("ConsumedUnit", HOURS);
        }
        return row;
    }

    /** What a granted credit paid of an invoice. */
    static FocusRow granted(UsedGrant used, String entityName) {
        FocusRow row = new FocusRow();
        row.account(used.invoice(), entityName);
        row.service("credit");
        row.period(used.invoice().billingFrom(), used.invoice().billingUntil());
        row.put("ChargeCategory", "Credit");
        row.put("ChargeFrequency", "One-Time");
        row.put("ChargeDescription", Csv.text("Credit granted: " + used.source()));
        row.billed(used.amount().negate());
        return row;
    }

    /** Whether the line follows from a commitment of the account, as its fee or as what was drained of it. */
    static boolean isCommitment(ExportedLine exported) {
        return "COMMITMENT".equals(exported.model())
                && exported.line().resource().equals(ACCOUNT);
    }

    private void used(ExportedLine exported) {
        InvoiceLine line = exported.line();
        if (line.resource().equals(ACCOUNT)) {
            // Terms of the whole account: what they take off is a credit, what they add makes a minimum up.
            put("ChargeCategory", line.amount().signum() < 0 ? "Credit" : "Adjustment");
            put("ChargeFrequency", "One-Time");
        } else if (line.hours() > 0) {
            measured(line);
        } else {
            metered(line, exported.rated());
        }
    }

    /** A price that is none of hours makes one figure of the month: priced as a whole, consumed as it was metered. */
    private void metered(InvoiceLine line, @Nullable Rated rated) {
        put("SkuMeter", rated == null ? "Month" : rated.unit());
        put("ConsumedQuantity", rated == null ? "1" : plain(rated.quantity()));
        put("ConsumedUnit", rated == null ? MONTHS : rated.unit());
        priced(
                BigDecimal.valueOf(line.amount().signum() < 0 ? -1 : 1),
                line.amount().abs(),
                MONTHS);
    }

    private void priced(BigDecimal quantity, BigDecimal price, String unit) {
        put("PricingQuantity", plain(quantity));
        put("PricingUnit", unit);
        for (String column : List.of(
                "ListUnitPrice",
                "ContractedUnitPrice",
                "PricingCurrencyListUnitPrice",
                "PricingCurrencyContractedUnitPrice")) {
            put(column, plain(price));
        }
        put("ListCost", plain(quantity.multiply(price)));
        put("ContractedCost", plain(quantity.multiply(price)));
    }

    private void committed(InvoiceLine line, BigDecimal quantity, String currency) {
        put("CommitmentDiscountId", line.priceEntry());
        put("CommitmentDiscountName", line.charge());
        put("CommitmentDiscountType", "Monthly commitment");
        put("CommitmentDiscountCategory", "Spend");
        put("CommitmentDiscountQuantity", plain(quantity));
        put("CommitmentDiscountUnit", currency);
    }

    private void billed(BigDecimal amount) {
        String cost = plain(amount);
        for (String column : COSTS) {
            put(column, cost);
        }
    }

    /** The row of the line's share of the tax; only for a line that bears some. */
    static FocusRow tax(ExportedLine exported, String entityName) {
        FocusRow row = new FocusRow();
        InvoiceRow invoice = exported.invoice();
        InvoiceLine line = exported.line();
        row.account(invoice, entityName);
        row.resource(line);
        row.period(invoice.billingFrom(), invoice.billingUntil());
        row.put("ChargeCategory", "Tax");
        row.put("ChargeFrequency", "One-Time");
        row.put("ChargeDescription", Csv.text(invoice.taxName() + " on " + Described.line(line)));
        for (String cost : List.of("BilledCost", "EffectiveCost", "ListCost", "ContractedCost")) {
            row.put(cost, plain(line.tax()));
        }
        row.put("PricingCurrencyEffectiveCost", plain(line.tax()));
        return row;
    }

    List<@Nullable String> cells() {
        return Arrays.asList(cells);
    }

    private void account(InvoiceRow invoice, String entityName) {
        String currency = invoice.total().currency().getCurrencyCode();
        put("BillingAccountId", "account-" + invoice.accountId());
        put(
                "BillingAccountName",
                Csv.text(named(invoice.tenantName(), invoice.tenantId().text())));
        put("BillingAccountType", "Account");
        put("SubAccountId", invoice.tenantId().text());
        put(
                "SubAccountName",
                Csv.text(named(invoice.tenantName(), invoice.tenantId().text())));
        put("SubAccountType", "Tenant");
        put("BillingCurrency", currency);
        put("PricingCurrency", currency);
        put("BillingPeriodStart", time(invoice.billingFrom()));
        put("BillingPeriodEnd", time(invoice.billingUntil()));
        put("InvoiceId", invoice.number());
        for (String who : List.of(
                "InvoiceIssuerName", "ProviderName", "PublisherName", "ServiceProviderName", "HostProviderName")) {
            put(who, Csv.text(entityName));
        }
    }

    private void resource(InvoiceLine line) {
        String region = line.region();
        if (region != null) {
            put("RegionId", region);
            put("RegionName", region);
        }
        service(line.charge());
        Matcher shared = IN_A_POOL.matcher(line.resourceName());
        if (line.charge().startsWith("storage:") && shared.matches()) {
            put("ResourceId", shared.group(1));
            put("ResourceName", shared.group(1));
            put("ResourceType", "Storage pool");
            if (line.charge().equals(StoredLevels.Basis.ATTRIBUTED.charge())) {
                put("Tags", SPLIT_BY_REFERENCES);
            }
        } else if (!line.resource().equals(ACCOUNT)) {
            put("ResourceId", line.resource());
            put("ResourceName", Csv.text(named(line.resourceName(), line.resource())));
            put("ResourceType", Service.of(line.charge()).resourceType);
        }
    }

    private void service(String charge) {
        Service service = Service.of(charge);
        put("ServiceCategory", service.category);
        put("ServiceSubcategory", service.subcategory);
        put("ServiceName", service.title);
    }

    /** Whole seconds, as FOCUS wants; a charge of less than one still has an end after its start. */
    private void period(Instant from, Instant until) {
        Instant start = from.truncatedTo(ChronoUnit.SECONDS);
        Instant end = until.truncatedTo(ChronoUnit.SECONDS);
        put("ChargePeriodStart", time(start));
        put("ChargePeriodEnd", time(start.isBefore(end) ? end : start.plusSeconds(1)));
    }

    private void measured(InvoiceLine line) {
        BigDecimal hours = BigDecimal.valueOf(line.hours());
        String price = plain(line.unitPrice());
        String listed = plain(line.unitPrice().multiply(hours));
        put("ConsumedQuantity", plain(hours));
        put("ConsumedUnit", HOURS);
        put("PricingQuantity", plain(hours));
        put("PricingUnit", HOURS);
        put("ListUnitPrice", price);
        put("ContractedUnitPrice", price);
        put("PricingCurrencyListUnitPrice", price);
        put("PricingCurrencyContractedUnitPrice", price);
        put("ListCost", listed);
        put("ContractedCost", listed);
    }

    /** No hours are consumed by correcting a price of the past; the published rules want a quantity all the same. */
    private void corrected(InvoiceLine line) {
        put("ConsumedQuantity", "0");
        put("ConsumedUnit", HOURS);
        put("ChargeClass", "Correction");
        put("ListCost", plain(line.amount()));
        put("ContractedCost", plain(line.amount()));
    }

    private void put(String column, String value) {
        cells[FocusColumns.place(column)] = value;
    }

    private static String named(String name, String otherwise) {
        return name.isBlank() ? otherwise : name.strip();
    }

    private static String plain(BigDecimal figure) {
        return figure.toPlainString();
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What is sold, by the first word of its charge. */
    private enum Service {
        MACHINE("Compute", "Virtual Machines", "Virtual machines", "Virtual machine"),
        STORAGE("Storage", "Other (Storage)", "Storage", "Volume"),
        NETWORK("Networking", "Other (Networking)", "Network", "Network port"),
        OTHER("Other", "Other (Other)", "Colocation", "Colocation");

        private final String category;
        private final String subcategory;
        private final String title;
        private final String resourceType;

        Service(String category, String subcategory, String title, String resourceType) {
            this.category = category;
            this.subcategory = subcategory;
            this.title = title;
            this.resourceType = resourceType;
        }

        static Service of(String charge) {
            return switch (LegalEntities.word(charge)) {
                case "instance" -> MACHINE;
                case "volume", "image", "backup", "storage" -> STORAGE;
                case "bandwidth", "transfer", "address", "port" -> NETWORK;
                default -> OTHER;
            };
        }
    }

    /**
     * A commitment's month.
     *
     * @param used what usage drained of it, in money
     * @param covers what its fee covered, with what was carried over
     */
    record Committed(ExportedLine fee, BigDecimal used, BigDecimal covers) {
        String currency() {
            return fee.invoice().total().currency().getCurrencyCode();
        }

        BigDecimal unused() {
            return covers.subtract(used).max(BigDecimal.ZERO);
        }

        /** The part of the fee that fell to usage; the rest bought nothing. */
        BigDecimal usedShare() {
            return covers.signum() == 0
                    ? BigDecimal.ZERO
                    : fee.line().amount().multiply(used).divide(covers, 12, RoundingMode.HALF_EVEN);
        }
    }
}
