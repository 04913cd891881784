package myidc.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import myidc.api.MoneyJson;
import myidc.billing.cost.Machine;
import myidc.billing.read.CostReports;
import myidc.billing.read.CostReports.Asked;
import myidc.billing.read.CostReports.HostUse;
import myidc.billing.read.CostReports.Margin;
import myidc.billing.read.CostReports.ThreeYears;
import myidc.billing.read.CostReports.UnitCost;
import myidc.billing.read.LegalEntities;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Reports on what things cost by the rates that were entered, each as of any instant. */
@Path("/admin/v1/cost-reports")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class CostReportsResource {
    private final CostReports reports;
    private final LegalEntities entities;

    CostReportsResource(CostReports reports, LegalEntities entities) {
        this.reports = reports;
        this.entities = entities;
    }

    /** Each host, how full it is, what it costs this month, and what its idle part costs. */
    @GET
    @Path("/utilisation")
    public Page<HostUseJson> utilisation(@BeanParam CostQuery query, @BeanParam PageQuery page) {
        return Page.cut(reports.utilisation(query.asked(entities)), page.ask()).map(HostUseJson::of);
    }

    /** What a vCPU, a GB of memory and a TB of pools cost this month. */
    @GET
    @Path("/unit-costs")
    public List<UnitCostJson> unitCosts(@BeanParam CostQuery query) {
        Asked asked = query.asked(entities);
        return reports.unitCosts(asked).stream()
                .map(cost -> UnitCostJson.of(cost, asked.currency()))
                .toList();
    }

    /** What each tenant brought in a month and what it cost; the least margin first. */
    @GET
    @Path("/margins")
    public Page<MarginJson> margins(
            @QueryParam("month") @Nullable String month, @BeanParam CostQuery query, @BeanParam PageQuery page) {
        return Page.cut(
                        reports.margins(
                                query.asked(entities),
                                InvoiceRunsResource.month("month", Check.text("month", month, 10))),
                        page.ask())
                .map(MarginJson::of);
    }

    /** What is used now, for three years: here, and at each cloud by its list prices. */
    @GET
    @Path("/three-years")
    public List<ThreeYearsJson> threeYears(@BeanParam CostQuery query) {
        return reports.threeYears(query.asked(entities)).stream()
                .map(ThreeYearsJson::of)
                .toList();
    }

    /**
     * What every cost report is asked.
     *
     * @param currency whose rates count; that of the portal's own books when absent
     */
    public record CostQuery(
            @QueryParam("currency") @Nullable String currency,
            @QueryParam("asOf") @Nullable AsOf asOf) {
        /** With what is not said as the portal has it. */
        public Asked asked(LegalEntities entities) {
            try {
                return new Asked(
                        currency == null
                                ? entities.currency()
                                : Currency.getInstance(Check.text("currency", currency, 3)),
                        AsOf.instant(asOf));
            } catch (IllegalArgumentException e) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, "currency", "currency must be a code of ISO 4217 like CNY");
            }
        }
    }

    /** A host and its money, for this month. */
    public record HostUseJson(
            long hostId,
            String name,
            String model,
            long vcpus,
            long vcpusUsed,
            long memoryMb,
            long memoryMbUsed,
            BigDecimal idlePercent,
            MoneyJson cost,
            MoneyJson idle) {
        static HostUseJson of(HostUse use) {
            Machine machine = use.machine();
            return new HostUseJson(
                    machine.hostId(),
                    machine.name(),
                    machine.model(),
                    machine.vcpus().most(),
                    machine.vcpus().used(),
                    machine.memoryMb().most(),
                    machine.memoryMb().used(),
                    machine.idleShare().movePointRight(2).setScale(1, RoundingMode.HALF_UP),
                    MoneyJson.of(use.cost()),
                    MoneyJson.of(use.idle()));
        }
    }

    /**
     * What one of something costs in a month.
     *
     * @param unit VCPU, GIGABYTE or TERABYTE
     * @param each of what may be promised; null where there is none
     * @param eachUsed of what is used
     */
    public record UnitCostJson(
            String unit,
            String currency,
            BigDecimal cost,
            BigDecimal capacity,
            BigDecimal used,
            @Nullable BigDecimal each,
            @Nullable BigDecimal eachUsed) {
        static UnitCostJson of(UnitCost cost, Currency currency) {
            return new UnitCostJson(
                    cost.unit().name(),
                    currency.getCurrencyCode(),
                    cost.cost().setScale(2, RoundingMode.HALF_UP),
                    cost.capacity().setScale(2, RoundingMode.HALF_UP),
                    cost.used().setScale(2, RoundingMode.HALF_UP),
                    cost.each(),
                    cost.eachUsed());
        }
    }

    /** A tenant's revenue without tax, its cost by what it is spent on, and what is left. */
    public record MarginJson(
            long tenantId,
            String tenantName,
            MoneyJson revenue,
            MoneyJson depreciation,
            MoneyJson power,
            MoneyJson space,
            MoneyJson storage,
            MoneyJson bandwidth,
            MoneyJson cost,
            MoneyJson margin) {
        static MarginJson of(Margin row) {
            return new MarginJson(
                    row.tenantId(),
                    row.tenantName(),
                    MoneyJson.of(row.revenue()),
                    MoneyJson.of(row.depreciation()),
                    MoneyJson.of(row.power()),
                    MoneyJson.of(row.space()),
                    MoneyJson.of(row.storage()),
                    MoneyJson.of(row.bandwidth()),
                    MoneyJson.of(row.cost()),
                    MoneyJson.of(row.margin()));
        }
    }

    /**
     * Three years here, where {@code cloud} is empty, or at a cloud; a part that has no price is left out.
     *
     * @param total of what has a price
     * @param incomplete whether something that is used has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ThreeYearsJson(
            String cloud,
            @Nullable MoneyJson vcpus,
            @Nullable MoneyJson memory,
            @Nullable MoneyJson storage,
            @Nullable MoneyJson bandwidth,
            @Nullable MoneyJson total,
            boolean incomplete) {
        static ThreeYearsJson of(ThreeYears row) {
            return new ThreeYearsJson(
                    row.cloud(),
                    json(row.vcpus()),
                    json(row.memory()),
                    json(row.storage()),
                    json(row.bandwidth()),
                    json(row.total()),
                    row.incomplete());
        }

        private static @Nullable MoneyJson json(@Nullable Money money) {
            return money == null ? null : MoneyJson.of(money);
        }
    }
}
