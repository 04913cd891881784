package myidc.api.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.compute.read.HostView;
import org.jspecify.annotations.Nullable;

/**
 * A host.
 *
 * @param uri where libvirt answers for it; null while its guests are simulated
 * @param pinnedTenants whom it is kept for; none when it is for all
 * @param pinnedOnly whether their guests go to hosts kept for them alone
 * @param encrypted whether it is said to keep disks on encrypted storage
 * @param overcommit in force at the instant that the host is shown of
 * @param vcpus what may be promised, overcommitment included, and what is
 */
record HostJson(
        long id,
        long version,
        long deviceId,
        long siteId,
        String name,
        String state,
        @Nullable String reason,
        @Nullable String uri,
        Capacity capacity,
        Ratio overcommit,
        Usage vcpus,
        Usage memoryMb,
        Usage diskGb,
        int instances,
        List<Long> pinnedTenants,
        boolean pinnedOnly,
        boolean encrypted,
        Instant enabledAt) {
    static HostJson of(HostView host, Instant at) {
        Resources most = host.most(at);
        return new HostJson(
                host.id,
                host.version,
                host.deviceId,
                host.siteId,
                host.name,
                host.state,
                host.reason,
                host.uri,
                new Capacity(host.vcpus, host.memoryMb, host.diskMb / 1024),
                Ratio.of(host.inForce(at).overcommit()),
                new Usage(most.vcpus(), host.vcpusReserved),
                new Usage(most.memoryMb(), host.memoryMbReserved),
                new Usage(most.diskMb() / 1024, (host.diskMbReserved + 1023) / 1024),
                host.instances,
                List.of(host.pinnedTenants),
                host.pinnedOnly,
                host.encrypted,
                host.enabledAt);
    }

    /** What the machine has. */
    record Capacity(int vcpus, long memoryMb, long diskGb) {}

    /** How many times over it may be promised. */
    record Ratio(BigDecimal vcpu, BigDecimal memory) {
        static Ratio of(Overcommit overcommit) {
            return new Ratio(
                    overcommit.vcpu().stripTrailingZeros(), overcommit.memory().stripTrailingZeros());
        }
    }

    /** How much there is to give, and how much is given. */
    record Usage(long total, long reserved) {}
}
