package myidc.api.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.api.Csv;
import myidc.api.Described;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Exports.ExportedLine;
import myidc.billing.read.Invoices.InvoiceRow;
import org.jspecify.annotations.Nullable;

/**
 * An invoice line as a row of FOCUS 1.2, and its tax as a row of its own. Source: FinOps Open Cost and Usage
 * Specification 1.2, with 1.3's ServiceProviderName and HostProviderName beside the names they replace.
 *
 * <p>Hours times the hourly price is the list cost; the monthly cap is what makes the billed cost lower. An adjustment of
 * a closed month is a Correction without quantities, whose cost is its difference.
 */
final class FocusRow {
    static final List<String> COLUMNS = List.of(
            "AvailabilityZone",
            "BilledCost",
            "BillingAccountId",
            "BillingAccountName",
            "BillingAccountType",
            "BillingCurrency",
            "BillingPeriodEnd",
            "BillingPeriodStart",
            "CapacityReservationId",
            "CapacityReservationStatus",
            "ChargeCategory",
            "ChargeClass",
            "ChargeDescription",
            "ChargeFrequency",
            "ChargePeriodEnd",
            "ChargePeriodStart",
            "CommitmentDiscountCategory",
            "CommitmentDiscountId",
            "CommitmentDiscountName",
            "CommitmentDiscountQuantity",
            "CommitmentDiscountStatus",
            "CommitmentDiscountType",
            "CommitmentDiscountUnit",
            "ConsumedQuantity",
            "ConsumedUnit",
            "ContractedCost",
            "ContractedUnitPrice",
            "EffectiveCost",
            "HostProviderName",
            "InvoiceId",
            "InvoiceIssuerName",
            "ListCost",
            "ListUnitPrice",
            "PricingCategory",
            "PricingCurrency",
            "PricingCurrencyContractedUnitPrice",
            "PricingCurrencyEffectiveCost",
            "PricingCurrencyListUnitPrice",
            "PricingQuantity",
            "PricingUnit",
            "ProviderName",
            "PublisherName",
            "RegionId",
            "RegionName",
            "ResourceId",
            "ResourceName",
            "ResourceType",
            "ServiceCategory",
            "ServiceName",
            "ServiceProviderName",
            "ServiceSubcategory",
            "SkuId",
            "SkuMeter",
            "SkuPriceDetails",
            "SkuPriceId",
            "SubAccountId",
            "SubAccountName",
            "SubAccountType",
            "Tags");

    private static final String HOURS = "Hours";

    private final Map<String, String> cells = new HashMap<>();

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
        row.put("BilledCost", plain(line.amount()));
        row.put("EffectiveCost", plain(line.amount()));
        row.put("PricingCurrencyEffectiveCost", plain(line.amount()));
        row.put("SkuId", line.charge());
        row.put("SkuMeter", "Presence");
        row.put("SkuPriceId", line.priceEntry());
        row.put("PricingCategory", "Standard");
        switch (line.kind()) {
            case USAGE -> row.measured(line);
            case ADJUSTMENT -> row.corrected(line);
        }
        return row;
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
        return COLUMNS.stream().<@Nullable String>map(cells::get).toList();
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
        put("ResourceId", line.resource());
        put("ResourceName", Csv.text(named(line.resourceName(), line.resource())));
        put("ResourceType", "Virtual machine");
        put("ServiceCategory", "Compute");
        put("ServiceSubcategory", "Virtual Machines");
        put("ServiceName", "Virtual machines");
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
        cells.put(column, value);
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
}
