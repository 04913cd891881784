package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.billing.cost.CostRates;
import myidc.billing.cost.Fleet;
import myidc.billing.cost.Machine;
import myidc.billing.cost.Machine.Room;
import myidc.billing.cost.Spent;
import myidc.billing.event.CostKind;
import myidc.billing.read.Costs.Had;
import myidc.billing.read.Reports.By;
import myidc.billing.read.Reports.Months;
import myidc.billing.read.Reports.Revenue;
import myidc.compute.catalog.PlanRow;
import myidc.compute.event.Resources;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.shared.Page;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import myidc.storage.read.PoolView;
import myidc.storage.read.Pools;
import org.jspecify.annotations.Nullable;

/** Reports on what things cost, each as of any instant; the hosts are those that stood there then. */
@Singleton
public final class CostReports {
    private static final int MONTHS_OF_TCO = 36;
    private static final int HOURS_OF_DAY = 24;
    private static final int PLACES_OF_CHARGE = "instance:".length();
    private static final BigDecimal BYTES_PER_TB = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal GIB_PER_TB = new BigDecimal("931.322574615478515625");

    private final Costs costs;
    private final Hosts hosts;
    private final Devices devices;
    private final Pools pools;
    private final Reports reports;
    private final Clock clock;

    CostReports(Costs costs, Hosts hosts, Devices devices, Pools pools, Reports reports, Clock clock) {
        this.costs = costs;
        this.hosts = hosts;
        this.devices = devices;
        this.pools = pools;
        this.reports = reports;
        this.clock = clock;
    }

    /** Every host with what it carries, what it costs in the month, and what its idle part costs; the costliest first. */
    public List<HostUse> utilisation(Asked asked) {
        CostRates rates = costs.rates(asked.currency(), asked.asOf());
        YearMonth month = month(asked.asOf());
        return machines(asked.asOf()).stream()
                .map(machine -> {
                    BigDecimal cost = machine.cost(rates, month, month.lengthOfMonth() * (long) HOURS_OF_DAY)
                            .total();
                    return new HostUse(
                            machine,
                            money(cost, asked.currency()),
                            money(cost.multiply(machine.idleShare()), asked.currency()));
                })
                .sorted(Comparator.comparing((HostUse use) -> use.idle().amount())
                        .reversed()
                        .thenComparing(use -> use.machine().name()))
                .toList();
    }

    /** What a vCPU, a GB of memory and a TB of pools cost in the month, of what there is and of what is used. */
    public List<UnitCost> unitCosts(Asked asked) {
        CostRates rates = costs.rates(asked.currency(), asked.asOf());
        YearMonth month = month(asked.asOf());
        Fleet fleet = new Fleet(machines(asked.asOf()), rates, month);
        Stored stored = stored(asked.asOf());
        BigDecimal half = fleet.total().total().multiply(new BigDecimal("0.5"));
        return List.of(
                unit(Unit.VCPU, half, fleet.vcpus(), fleet.vcpusUsed()),
                unit(Unit.GIGABYTE, half, fleet.gigabytes(), fleet.gigabytesUsed()),
                unit(
                        Unit.TERABYTE,
                        stored.capacity().multiply(rates.amount(CostKind.TERABYTE, month)),
                        stored.capacity(),
                        stored.used()));
    }

    /** What each tenant brought in a month and what it cost; the least margin first. */
    public List<Margin> margins(Asked asked, YearMonth month) {
        CostRates rates = costs.rates(asked.currency(), asked.asOf());
        Map<Long, Spent> spent = spent(asked, month, rates);
        Map<Long, Revenue> revenue = reports.revenue(By.TENANT, new Months(month, month), asked.asOf()).stream()
                .filter(row -> row.key().startsWith("tenant-"))
                .filter(row -> row.amount().currency().equals(asked.currency()))
                .collect(Collectors.toMap(
                        row -> Long.parseLong(row.key().substring("tenant-".length())), Function.identity()));
        Map<Long, String> names = reports.names();
        TreeMap<Long, Margin> margins = new TreeMap<>();
        spent.forEach((tenant, cost) ->
                margins.put(tenant, margin(tenant, names, revenue.get(tenant), new Costed(cost, asked.currency()))));
        revenue.forEach((tenant, row) -> margins.computeIfAbsent(
                tenant, id -> margin(id, names, row, new Costed(Spent.NOTHING, asked.currency()))));
        return margins.values().stream()
                .sorted(Comparator.comparing((Margin row) -> row.margin().amount()))
                .toList();
    }

    /** What is used now, kept for three years: here with all its idle room, and at each cloud's list prices. */
    public List<ThreeYears> threeYears(Asked asked) {
        CostRates rates = costs.rates(asked.currency(), asked.asOf());
        YearMonth month = month(asked.asOf());
        List<Machine> machines = machines(asked.asOf());
        Stored stored = stored(asked.asOf());
        BigDecimal megabits = costs.bandwidth(month.minusMonths(1)).stream()
                .map(Had::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Fleet now = new Fleet(machines, rates, month);
        Spent fleet = Spent.NOTHING;
        for (int ahead = 0; ahead < MONTHS_OF_TCO; ahead++) {
            fleet = fleet.plus(new Fleet(machines, rates, month.plusMonths(ahead)).total());
        }
        BigDecimal half = fleet.total().multiply(new BigDecimal("0.5"));
        BigDecimal times = BigDecimal.valueOf(MONTHS_OF_TCO);
        Function<BigDecimal, Money> money = amount -> money(amount, asked.currency());
        List<ThreeYears> all = new ArrayList<>();
        Costing own = (kind, used) -> costOf(used, rates.find(kind, "", month), times, money);
        all.add(new ThreeYears(
                "",
                money.apply(half),
                money.apply(half),
                own.of(CostKind.TERABYTE, stored.capacity()),
                own.of(CostKind.MEGABIT, megabits)));
        for (String cloud : rates.clouds(month)) {
            Costing there = (kind, used) -> costOf(used, rates.find(kind, cloud, month), times, money);
            all.add(new ThreeYears(
                    cloud,
                    there.of(CostKind.CLOUD_VCPU, now.vcpusUsed()),
                    there.of(CostKind.CLOUD_GIGABYTE, now.gigabytesUsed()),
                    there.of(CostKind.CLOUD_TERABYTE, stored.used()),
                    there.of(CostKind.CLOUD_MEGABIT, megabits)));
        }
        return all;
    }

    /** Null where something is used that has no rate: nobody knows then what it costs. */
    private static @Nullable Money costOf(
            BigDecimal used, Optional<CostRates.Rate> rate, BigDecimal times, Function<BigDecimal, Money> money) {
        if (used.signum() == 0) {
            return money.apply(BigDecimal.ZERO);
        }
        return rate.map(found -> money.apply(used.multiply(found.amount()).multiply(times)))
                .orElse(null);
    }

    private Map<Long, Spent> spent(Asked asked, YearMonth month, CostRates rates) {
        Period period = new BillingMonth(month, BillingMonth.DEFAULT_ZONE).period();
        Instant now = asked.asOf() == null ? clock.instant() : asked.asOf();
        Instant until = now.isBefore(period.until()) ? now : period.until();
        Map<Long, Spent> spent = new HashMap<>();
        if (!until.isAfter(period.from())) {
            return spent;
        }
        Fleet fleet = new Fleet(machines(asked.asOf()), rates, month);
        Map<String, PlanRow> plans =
                PlanRow.<PlanRow>listAll().stream().collect(Collectors.toMap(plan -> plan.id, Function.identity()));
        for (Had had : costs.had(period, until)) {
            spent.merge(had.tenantId(), of(had, fleet, rates, month, plans), Spent::plus);
        }
        for (Had had : costs.bandwidth(month)) {
            BigDecimal cost = had.quantity().multiply(rates.amount(CostKind.MEGABIT, month));
            spent.merge(
                    had.tenantId(),
                    new Spent(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, cost),
                    Spent::plus);
        }
        return spent;
    }

    private static Spent of(Had had, Fleet fleet, CostRates rates, YearMonth month, Map<String, PlanRow> plans) {
        BigDecimal kw = had.quantity()
                .multiply(BigDecimal.valueOf(month.lengthOfMonth() * (long) HOURS_OF_DAY))
                .multiply(rates.amount(CostKind.KILOWATT_HOUR, month));
        BigDecimal none = BigDecimal.ZERO;
        return switch (LegalEntities.word(had.charge())) {
            case "instance" -> {
                PlanRow plan = plans.get(had.charge()
                        .substring(Math.min(PLACES_OF_CHARGE, had.charge().length())));
                yield plan == null
                        ? Spent.NOTHING
                        : fleet.perVcpu()
                                .times(had.quantity().multiply(BigDecimal.valueOf(plan.vcpus)))
                                .plus(fleet.perGigabyte()
                                        .times(had.quantity()
                                                .multiply(Fleet.gigabytes(BigDecimal.valueOf(plan.memoryMb)))));
            }
            case "volume", "image" ->
                new Spent(
                        none,
                        none,
                        none,
                        had.quantity()
                                .divide(GIB_PER_TB, java.math.MathContext.DECIMAL64)
                                .multiply(rates.amount(CostKind.TERABYTE, month)),
                        none);
            case "space" ->
                new Spent(none, none, had.quantity().multiply(rates.amount(CostKind.RACK_UNIT, month)), none, none);
            case "power", "rack" -> new Spent(none, kw, none, none, none);
            default -> Spent.NOTHING;
        };
    }

    private static Margin margin(long tenant, Map<Long, String> names, @Nullable Revenue revenue, Costed costed) {
        return new Margin(
                tenant,
                names.getOrDefault(tenant, ""),
                revenue == null ? Money.zero(costed.currency()) : revenue.amount(),
                money(costed.spent().depreciation(), costed.currency()),
                money(costed.spent().power(), costed.currency()),
                money(costed.spent().space(), costed.currency()),
                money(costed.spent().storage(), costed.currency()),
                money(costed.spent().bandwidth(), costed.currency()));
    }

    private List<Machine> machines(@Nullable Instant asOf) {
        List<Machine> machines = new ArrayList<>();
        Instant at = hosts.instant(asOf);
        for (int page = 1; ; page++) {
            Page<HostView> some = hosts.list(null, asOf, new Page.Ask(page, Page.SIZE_MAX));
            Map<Long, DeviceView> known =
                    devices.some(some.data().stream().map(host -> host.deviceId).toList(), asOf).stream()
                            .collect(Collectors.toMap(device -> device.id, Function.identity()));
            some.data().forEach(host -> machines.add(machine(host, at, known.get(host.deviceId))));
            if (page >= some.pages()) {
                return machines;
            }
        }
    }

    private static Machine machine(HostView host, Instant at, @Nullable DeviceView device) {
        Resources most = host.most(at);
        Room vcpus = new Room(most.vcpus(), host.vcpusReserved);
        Room memory = new Room(most.memoryMb(), host.memoryMbReserved);
        if (device == null) {
            return new Machine(host.id, host.name, "", BigDecimal.ZERO, 0, null, vcpus, memory);
        }
        LocalDate bought = device.boughtOn;
        Instant served = device.inServiceAt;
        YearMonth since = bought != null
                ? YearMonth.from(bought)
                : served == null ? null : YearMonth.from(served.atZone(BillingMonth.DEFAULT_ZONE));
        Integer draw = device.maxDrawW;
        return new Machine(
                host.id,
                host.name,
                device.manufacturer + " " + device.model,
                device.heightU,
                draw == null ? 0 : draw,
                since,
                vcpus,
                memory);
    }

    private Stored stored(@Nullable Instant asOf) {
        BigDecimal capacity = BigDecimal.ZERO;
        BigDecimal used = BigDecimal.ZERO;
        for (int page = 1; ; page++) {
            Page<PoolView> some = pools.list(null, asOf, new Page.Ask(page, Page.SIZE_MAX));
            for (PoolView pool : some.data()) {
                capacity = capacity.add(terabytes(pool.capacityBytes));
                used = used.add(terabytes(pool.physicalBytes));
            }
            if (page >= some.pages()) {
                return new Stored(capacity, used);
            }
        }
    }

    private static BigDecimal terabytes(@Nullable Long bytes) {
        return bytes == null
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(bytes).divide(BYTES_PER_TB, java.math.MathContext.DECIMAL64);
    }

    private YearMonth month(@Nullable Instant asOf) {
        return BillingMonth.of(asOf == null ? clock.instant() : asOf, BillingMonth.DEFAULT_ZONE)
                .month();
    }

    private static UnitCost unit(Unit unit, BigDecimal cost, BigDecimal capacity, BigDecimal used) {
        return new UnitCost(unit, cost, capacity, used, each(cost, capacity), each(cost, used));
    }

    private static @Nullable BigDecimal each(BigDecimal cost, BigDecimal count) {
        return count.signum() == 0 ? null : cost.divide(count, 4, java.math.RoundingMode.HALF_UP);
    }

    private static Money money(BigDecimal amount, Currency currency) {
        return new Money(
                amount.setScale(currency.getDefaultFractionDigits(), java.math.RoundingMode.HALF_UP), currency);
    }

    private record Stored(BigDecimal capacity, BigDecimal used) {}

    private record Costed(Spent spent, Currency currency) {}

    /** In which currency, as of when; null for now. */
    public record Asked(Currency currency, @Nullable Instant asOf) {}

    /** A host; {@code idle} is the part of its cost that nobody uses. */
    public record HostUse(Machine machine, Money cost, Money idle) {}

    /** What is counted. */
    public enum Unit {
        VCPU,
        GIGABYTE,
        TERABYTE
    }

    /** Cost of a month, exact, and what it is for each that may be promised, and each that is used. */
    public record UnitCost(
            Unit unit,
            BigDecimal cost,
            BigDecimal capacity,
            BigDecimal used,
            @Nullable BigDecimal each,
            @Nullable BigDecimal eachUsed) {}

    /** A tenant's revenue without tax, and what it cost. */
    public record Margin(
            long tenantId,
            String tenantName,
            Money revenue,
            Money depreciation,
            Money power,
            Money space,
            Money storage,
            Money bandwidth) {
        public Money cost() {
            return depreciation.plus(power).plus(space).plus(storage).plus(bandwidth);
        }

        public Money margin() {
            return revenue.minus(cost());
        }
    }

    /** What so much of a kind costs in three years; null without a rate. */
    @FunctionalInterface
    private interface Costing {
        @Nullable
        Money of(CostKind kind, BigDecimal used);
    }

    /** Three years here, where {@code cloud} is empty, or at a cloud; a part that has no price is null. */
    public record ThreeYears(
            String cloud,
            @Nullable Money vcpus,
            @Nullable Money memory,
            @Nullable Money storage,
            @Nullable Money bandwidth) {
        /** What the priced parts come to; null when none has a price. */
        public @Nullable Money total() {
            return Stream.of(
                            Optional.ofNullable(vcpus),
                            Optional.ofNullable(memory),
                            Optional.ofNullable(storage),
                            Optional.ofNullable(bandwidth))
                    .flatMap(Optional::stream)
                    .reduce(Money::plus)
                    .orElse(null);
        }

        /** Whether the total leaves out what has no price. */
        public boolean incomplete() {
            return vcpus == null || memory == null || storage == null || bandwidth == null;
        }
    }
}
