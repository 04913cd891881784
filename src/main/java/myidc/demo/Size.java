package myidc.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** The size of a guest, for which the example data centre has a plan of its own. */
public record Size(int vcpus, int memoryMb) implements Comparable<Size> {
    /** Plans keep disk in proportion to memory, as vendors' general-purpose lines do. */
    private static final int DISK_GB_PER_MEMORY_GB = 10;

    private static final int DISK_GB_MIN = 10;
    private static final BigDecimal HOURLY_PER_VCPU = new BigDecimal("0.0600");
    private static final BigDecimal HOURLY_PER_GB = new BigDecimal("0.0400");

    /** A month costs as much as this many hours: the ratio of Linode's price list. */
    private static final BigDecimal HOURS_OF_A_CAPPED_MONTH = new BigDecimal("666.7");

    private static final int TRANSFER_GB_PER_VCPU = 1_000;
    private static final int NETWORK_MBPS = 1_000;
    private static final BigDecimal MB_PER_GB = new BigDecimal(1024);

    String planId() {
        return String.format(Locale.ROOT, "demo-%dc-%dm", vcpus, memoryMb);
    }

    String label() {
        return vcpus + " vCPU, " + memoryGb().stripTrailingZeros().toPlainString() + " GB";
    }

    int diskGb() {
        int wanted = memoryGb()
                .multiply(BigDecimal.valueOf(DISK_GB_PER_MEMORY_GB))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return Math.max(DISK_GB_MIN, wanted);
    }

    /** Price of a started hour in CNY. */
    BigDecimal hourly() {
        return HOURLY_PER_VCPU
                .multiply(BigDecimal.valueOf(vcpus))
                .add(HOURLY_PER_GB.multiply(memoryGb()))
                .setScale(4, RoundingMode.HALF_UP);
    }

    /** The most a month may cost, in CNY. */
    BigDecimal monthlyCap() {
        return hourly().multiply(HOURS_OF_A_CAPPED_MONTH).setScale(2, RoundingMode.HALF_UP);
    }

    /** The plan as the admin API takes it. */
    ObjectNode plan(ObjectNode body) {
        return body.put("id", planId())
                .put("label", label())
                .put("class", "standard")
                .put("vcpus", vcpus)
                .put("memoryMb", memoryMb)
                .put("diskMb", diskGb() * 1024)
                .put("transferGb", TRANSFER_GB_PER_VCPU * vcpus)
                .put("networkOutMbps", NETWORK_MBPS)
                .put("hourly", hourly().toPlainString())
                .put("monthly", monthlyCap().toPlainString());
    }

    private BigDecimal memoryGb() {
        return BigDecimal.valueOf(memoryMb).divide(MB_PER_GB, 2, RoundingMode.HALF_UP);
    }

    @Override
    public int compareTo(Size other) {
        return vcpus != other.vcpus ? Integer.compare(vcpus, other.vcpus) : Integer.compare(memoryMb, other.memoryMb);
    }
}
