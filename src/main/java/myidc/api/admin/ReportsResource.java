package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import myidc.api.MoneyJson;
import myidc.billing.read.Forecasts;
import myidc.billing.read.Forecasts.Foreseen;
import myidc.billing.read.Reports;
import myidc.billing.read.Reports.Aged;
import myidc.billing.read.Reports.Behind;
import myidc.billing.read.Reports.By;
import myidc.billing.read.Reports.Months;
import myidc.billing.read.Reports.Revenue;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.time.BillingMonth;
import org.jspecify.annotations.Nullable;

/** Reports on money; those from the ledger as of any instant. */
@Path("/admin/v1/reports")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ReportsResource {
    private static final long MONTHS_MAX = 120;

    private final Reports reports;
    private final Forecasts forecasts;
    private final Clock clock;

    ReportsResource(Reports reports, Forecasts forecasts, Clock clock) {
        this.reports = reports;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /** Revenue without tax. */
    @GET
    @Path("/revenue")
    public Page<RevenueJson> revenue(
            @BeanParam RevenueQuery query, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        By by = Check.oneOf("by", query.by(), By.class);
        return Page.cut(reports.revenue(by, query.months(), AsOf.instant(asOf)), page.ask())
                .map(RevenueJson::of);
    }

    /** What tenants owe, by how long it has been due. */
    @GET
    @Path("/receivables")
    public Page<AgedJson> receivables(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return Page.cut(reports.receivables(day(asOf), AsOf.instant(asOf)), page.ask())
                .map(AgedJson::of);
    }

    /** Who is behind, and how far dunning has gone. */
    @GET
    @Path("/dunning")
    public Page<BehindJson> dunning(@BeanParam PageQuery page) {
        return reports.behind(day(null), page.ask()).map(BehindJson::of);
    }

    /** What next month comes to when everything stays as it is. */
    @GET
    @Path("/forecast")
    public Page<ForeseenJson> forecast(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return forecasts.list(AsOf.instant(asOf), page.ask()).map(ForeseenJson::of);
    }

    private LocalDate day(@Nullable AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return (at == null ? clock.instant() : at)
                .atZone(BillingMonth.DEFAULT_ZONE)
                .toLocalDate();
    }

    /**
     * By what revenue is told, and of which months.
     *
     * @param by CHARGE, REGION, TENANT or MONTH
     * @param from the first month billed, like 2026-01
     * @param to the last one
     */
    public record RevenueQuery(
            @QueryParam("by") @Nullable String by,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Months months() {
            YearMonth first = InvoiceRunsResource.month("from", Check.text("from", from, 10));
            YearMonth last = InvoiceRunsResource.month("to", Check.text("to", to, 10));
            if (last.isBefore(first) || first.plusMonths(MONTHS_MAX).isBefore(last)) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "to",
                        "to must be from on, at most " + MONTHS_MAX + " months later");
            }
            return new Months(first, last);
        }
    }

    /** Revenue of one charge, region, tenant or month. */
    public record RevenueJson(String key, String name, MoneyJson amount) {
        static RevenueJson of(Revenue row) {
            return new RevenueJson(row.key(), row.name(), MoneyJson.of(row.amount()));
        }
    }

    /** What a tenant owes: not due, due for up to 30, 60 and 90 days, and longer. */
    public record AgedJson(
            long tenantId,
            String tenantName,
            MoneyJson notDue,
            MoneyJson to30,
            MoneyJson to60,
            MoneyJson to90,
            MoneyJson older,
            MoneyJson total) {
        static AgedJson of(Aged row) {
            return new AgedJson(
                    row.tenantId(),
                    row.tenantName(),
                    MoneyJson.of(row.notDue()),
                    MoneyJson.of(row.to30()),
                    MoneyJson.of(row.to60()),
                    MoneyJson.of(row.to90()),
                    MoneyJson.of(row.older()),
                    MoneyJson.of(row.total()));
        }
    }

    /** A tenant that is behind. */
    public record BehindJson(
            long tenantId,
            String tenantName,
            MoneyJson open,
            LocalDate oldest,
            int invoices,
            int step,
            @Nullable String stopped) {
        static BehindJson of(Behind row) {
            return new BehindJson(
                    row.tenantId(),
                    row.tenantName(),
                    MoneyJson.of(row.open()),
                    row.oldest(),
                    row.invoices(),
                    row.step(),
                    row.stopped());
        }
    }

    /** What is foreseen of a tenant's next month, without tax. */
    public record ForeseenJson(
            long tenantId,
            String tenantName,
            String month,
            MoneyJson lastMonth,
            MoneyJson present,
            MoneyJson measured,
            MoneyJson total,
            List<String> unpriced) {
        static ForeseenJson of(Foreseen row) {
            return new ForeseenJson(
                    row.tenantId(),
                    row.tenantName(),
                    row.month().toString(),
                    MoneyJson.of(row.lastMonth()),
                    MoneyJson.of(row.present()),
                    MoneyJson.of(row.measured()),
                    MoneyJson.of(row.total()),
                    row.unpriced());
        }
    }
}
