package myidc.billing.cost;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/** All hosts together: what a vCPU and a GB of memory that may be promised cost in a month. */
public final class Fleet {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** GB (10^9 bytes) in a MiB. */
    private static final BigDecimal GB_PER_MIB = new BigDecimal("0.001048576");

    private final List<Machine> machines;
    private final Spent total;

    public Fleet(List<Machine> machines, CostRates rates, YearMonth month) {
        this.machines = List.copyOf(machines);
        long hours = month.lengthOfMonth() * 24L;
        this.total = machines.stream()
                .map(machine -> machine.cost(rates, month, hours))
                .reduce(Spent.NOTHING, Spent::plus);
    }

    public Spent total() {
        return total;
    }

    public BigDecimal vcpus() {
        return sum(machines.stream().map(Machine::vcpus).toList(), false);
    }

    public BigDecimal vcpusUsed() {
        return sum(machines.stream().map(Machine::vcpus).toList(), true);
    }

    public BigDecimal gigabytes() {
        return gigabytes(sum(machines.stream().map(Machine::memoryMb).toList(), false));
    }

    public BigDecimal gigabytesUsed() {
        return gigabytes(sum(machines.stream().map(Machine::memoryMb).toList(), true));
    }

    /** Of a vCPU that may be promised. */
    public Spent perVcpu() {
        return total.times(HALF).over(vcpus());
    }

    /** Of a GB of memory that may be promised. */
    public Spent perGigabyte() {
        return total.times(HALF).over(gigabytes());
    }

    public static BigDecimal gigabytes(BigDecimal mib) {
        return mib.multiply(GB_PER_MIB);
    }

    private static BigDecimal sum(List<Machine.Room> rooms, boolean used) {
        return BigDecimal.valueOf(rooms.stream()
                .mapToLong(room -> used ? room.used() : room.most())
                .sum());
    }
}
