package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import myidc.api.CsvRows;
import myidc.api.Rows;
import myidc.api.XlsxRows;
import myidc.api.admin.CostReportsResource.CostQuery;
import myidc.api.admin.LedgerResource.TrialJson;
import myidc.api.admin.ReportsResource.RevenueQuery;
import myidc.billing.read.CostReports;
import myidc.billing.read.Forecasts;
import myidc.billing.read.Ledger;
import myidc.billing.read.LegalEntities;
import myidc.billing.read.Reports;
import myidc.billing.read.Reports.By;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Role;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import org.jspecify.annotations.Nullable;

/** Every report whole, as a file. */
@Path("/admin/v1/report-files")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ReportFilesResource {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int FORECAST_PAGES_MAX = 20;
    private static final int BALANCE_PAGES_MAX = 200;

    private final Reports reports;
    private final Forecasts forecasts;
    private final CostReports costs;
    private final LegalEntities entities;
    private final Ledger ledger;
    private final java.time.Clock clock;

    ReportFilesResource(
            Reports reports,
            Forecasts forecasts,
            CostReports costs,
            LegalEntities entities,
            Ledger ledger,
            java.time.Clock clock) {
        this.reports = reports;
        this.forecasts = forecasts;
        this.costs = costs;
        this.entities = entities;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A report: revenue (by, from, to), receivables, trial-balance, forecast, margins (month), utilisation, unit-costs or three-years; as
     * csv or xlsx (when absent).
     */
    @GET
    @Path("/{report}")
    @Produces({CSV, XLSX})
    public Response file(
            @PathParam("report") String report,
            @QueryParam("format") @Nullable String format,
            @QueryParam("month") @Nullable String month,
            @BeanParam RevenueQuery revenue,
            @BeanParam CostQuery cost) {
        Report wanted = Check.oneOf("report", report.replace('-', '_'), Report.class);
        Form form = format == null ? Form.XLSX : Check.oneOf("format", format, Form.class);
        Table table = switch (wanted) {
            case REVENUE -> revenue(revenue, cost.asOf());
            case RECEIVABLES -> receivables(cost.asOf());
            case TRIAL_BALANCE -> trialBalance(cost.asOf());
            case FORECAST -> forecast(cost.asOf());
            case MARGINS -> margins(cost, Check.text("month", month, 10));
            case UTILISATION -> utilisation(cost);
            case UNIT_COSTS -> unitCosts(cost);
            case THREE_YEARS -> threeYears(cost);
        };
        String name = wanted.name().toLowerCase(Locale.ROOT).replace('_', '-');
        StreamingOutput stream = out -> {
            try (Rows rows = form == Form.CSV ? new CsvRows(out) : new XlsxRows(out, name)) {
                rows.row(table.columns());
                table.rows().forEach(rows::row);
            }
        };
        String ending = form == Form.CSV ? ".csv" : ".xlsx";
        return Response.ok(stream, form == Form.CSV ? CSV : XLSX)
                .header("Content-Disposition", "attachment; filename=\"" + name + ending + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private Table revenue(RevenueQuery query, @Nullable AsOf asOf) {
        By by = Check.oneOf("by", query.by(), By.class);
        return new Table(
                List.of("Key", "Name", "Revenue", "Currency"),
                reports.revenue(by, query.months(), AsOf.instant(asOf)).stream()
                        .map(row -> cells(
                                row.key(),
                                row.name(),
                                row.amount().amount(),
                                row.amount().currency().getCurrencyCode()))
                        .toList());
    }

    private Table receivables(@Nullable AsOf asOf) {
        var at = AsOf.instant(asOf);
        var day = (at == null ? clock.instant() : at)
                .atZone(BillingMonth.DEFAULT_ZONE)
                .toLocalDate();
        return new Table(
                List.of("Tenant", "Name", "Not due", "To 30 days", "To 60", "To 90", "Older", "Total", "Currency"),
                reports.receivables(day, at).stream()
                        .map(row -> cells(
                                row.tenantId(),
                                row.tenantName(),
                                row.notDue().amount(),
                                row.to30().amount(),
                                row.to60().amount(),
                                row.to90().amount(),
                                row.older().amount(),
                                row.total().amount(),
                                row.total().currency().getCurrencyCode()))
                        .toList());
    }

    private Table trialBalance(@Nullable AsOf asOf) {
        List<List<? extends @Nullable Object>> rows = new java.util.ArrayList<>();
        for (int page = 1; page <= BALANCE_PAGES_MAX; page++) {
            var some = ledger.balances(AsOf.instant(asOf), new Page.Ask(page, Page.SIZE_MAX));
            some.data().stream()
                    .map(TrialJson::of)
                    .forEach(row -> rows.add(cells(
                            row.account(),
                            row.name(),
                            row.currency(),
                            new BigDecimal(row.debit()),
                            new BigDecimal(row.credit()))));
            if (page >= some.pages()) {
                break;
            }
        }
        return new Table(List.of("Account", "Name", "Currency", "Debit", "Credit"), rows);
    }

    private Table forecast(@Nullable AsOf asOf) {
        List<List<? extends @Nullable Object>> rows = new java.util.ArrayList<>();
        for (int page = 1; page <= FORECAST_PAGES_MAX; page++) {
            var some = forecasts.list(AsOf.instant(asOf), new Page.Ask(page, Page.SIZE_MAX));
            some.data()
                    .forEach(row -> rows.add(cells(
                            row.tenantId(),
                            row.tenantName(),
                            row.month(),
                            row.lastMonth().amount(),
                            row.present().amount(),
                            row.measured().amount(),
                            row.total().amount(),
                            row.total().currency().getCurrencyCode(),
                            String.join("; ", row.unpriced()))));
            if (page >= some.pages()) {
                break;
            }
        }
        return new Table(
                List.of(
                        "Tenant",
                        "Name",
                        "Month",
                        "Last month",
                        "Present",
                        "Measured",
                        "Total",
                        "Currency",
                        "Without a price"),
                rows);
    }

    private Table margins(CostQuery query, String month) {
        return new Table(
                List.of(
                        "Tenant",
                        "Name",
                        "Revenue",
                        "Depreciation",
                        "Power",
                        "Space",
                        "Storage",
                        "Bandwidth",
                        "Cost",
                        "Margin",
                        "Currency"),
                costs.margins(query.asked(entities), InvoiceRunsResource.month("month", month)).stream()
                        .map(row -> cells(
                                row.tenantId(),
                                row.tenantName(),
                                row.revenue().amount(),
                                row.depreciation().amount(),
                                row.power().amount(),
                                row.space().amount(),
                                row.storage().amount(),
                                row.bandwidth().amount(),
                                row.cost().amount(),
                                row.margin().amount(),
                                row.revenue().currency().getCurrencyCode()))
                        .toList());
    }

    private Table utilisation(CostQuery query) {
        return new Table(
                List.of(
                        "Host",
                        "Model",
                        "vCPUs",
                        "vCPUs used",
                        "Memory MiB",
                        "Memory MiB used",
                        "Idle share",
                        "Cost",
                        "Idle",
                        "Currency"),
                costs.utilisation(query.asked(entities)).stream()
                        .map(use -> cells(
                                use.machine().name(),
                                use.machine().model(),
                                use.machine().vcpus().most(),
                                use.machine().vcpus().used(),
                                use.machine().memoryMb().most(),
                                use.machine().memoryMb().used(),
                                use.machine().idleShare(),
                                use.cost().amount(),
                                use.idle().amount(),
                                use.cost().currency().getCurrencyCode()))
                        .toList());
    }

    private Table unitCosts(CostQuery query) {
        return new Table(
                List.of("Unit", "Cost", "Capacity", "Used", "Each", "Each used", "Currency"),
                costs.unitCosts(query.asked(entities)).stream()
                        .map(cost -> cells(
                                cost.unit(),
                                cost.cost(),
                                cost.capacity(),
                                cost.used(),
                                cost.each(),
                                cost.eachUsed(),
                                query.asked(entities).currency().getCurrencyCode()))
                        .toList());
    }

    private Table threeYears(CostQuery query) {
        return new Table(
                List.of("Cloud", "vCPUs", "Memory", "Storage", "Bandwidth", "Total", "Currency"),
                costs.threeYears(query.asked(entities)).stream()
                        .map(row -> cells(
                                row.cloud(),
                                priced(row.vcpus()),
                                priced(row.memory()),
                                priced(row.storage()),
                                priced(row.bandwidth()),
                                priced(row.total()),
                                query.asked(entities).currency().getCurrencyCode()))
                        .toList());
    }

    private static Object priced(@Nullable Money money) {
        return money == null ? "no price" : money.amount();
    }

    private static List<? extends @Nullable Object> cells(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private enum Report {
        REVENUE,
        RECEIVABLES,
        TRIAL_BALANCE,
        FORECAST,
        MARGINS,
        UTILISATION,
        UNIT_COSTS,
        THREE_YEARS
    }

    private enum Form {
        CSV,
        XLSX
    }

    private record Table(List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {}
}
