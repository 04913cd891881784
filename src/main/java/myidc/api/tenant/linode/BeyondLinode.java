package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.api.tenant.wire.WireTime;
import myidc.billing.read.MachineCosts;
import myidc.billing.read.MachineCosts.Cost;
import myidc.compute.event.GpuPart;
import myidc.compute.read.Approvals;
import myidc.compute.read.Gpus;
import myidc.compute.read.InstanceView;
import myidc.compute.read.NicView;
import myidc.compute.read.Nics;
import myidc.platform.security.CurrentCaller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * What the portal tells of a machine beyond Linode, in a field {@code myidc}, when {@code include} asks for it: what it
 * cost since the month began, its addresses in VLANs and private networks, its state in the portal's own words, and which
 * GPUs it has.
 */
@Singleton
final class BeyondLinode {
    private static final String COST = "cost_to_date";
    private static final String NETWORKS = "networks";
    private static final String STATE = "state";
    private static final String GPUS = "gpus";
    private static final Set<String> KNOWN = Set.of(COST, NETWORKS, STATE, GPUS);

    private final CurrentCaller callers;
    private final MachineCosts costs;
    private final Nics nics;
    private final Gpus gpus;
    private final Approvals approvals;
    private final Clock clock;

    BeyondLinode(CurrentCaller callers, MachineCosts costs, Nics nics, Gpus gpus, Approvals approvals, Clock clock) {
        this.gpus = gpus;
        this.callers = callers;
        this.costs = costs;
        this.nics = nics;
        this.approvals = approvals;
        this.clock = clock;
    }

    /**
     * By machine, what is asked for.
     *
     * @param include of {@code cost_to_date}, {@code networks}, {@code state} and {@code gpus} with commas between; null for
     *     nothing
     */
    Map<Long, BeyondJson> of(List<InstanceView> guests, @Nullable String include) {
        Set<String> asked = asked(include);
        if (asked.isEmpty() || guests.isEmpty()) {
            return Map.of();
        }
        List<InstanceId> ids =
                guests.stream().map(guest -> new InstanceId(guest.id)).toList();
        Map<InstanceId, Cost> cost =
                asked.contains(COST) ? costs.of(callers.get().ownTenant(), ids, clock.instant()) : Map.of();
        Map<Long, List<NicView>> networks = asked.contains(NETWORKS)
                ? nics.of(ids).stream().collect(Collectors.groupingBy(nic -> nic.instanceId))
                : Map.of();
        Set<InstanceId> awaiting = asked.contains(STATE) ? approvals.awaiting(ids) : Set.of();
        Map<Long, List<GpuPart>> cards = asked.contains(GPUS) ? gpus.of(guests) : Map.of();
        Map<Long, BeyondJson> beyond = new HashMap<>();
        for (InstanceView guest : guests) {
            InstanceId id = new InstanceId(guest.id);
            Cost spent = cost.get(id);
            beyond.put(
                    id.value(),
                    new BeyondJson(
                            spent == null ? null : CostJson.of(spent),
                            asked.contains(NETWORKS)
                                    ? NetworksJson.of(networks.getOrDefault(id.value(), List.of()))
                                    : null,
                            asked.contains(STATE) ? StateJson.of(guest, awaiting.contains(id)) : null,
                            asked.contains(GPUS)
                                    ? cards.getOrDefault(id.value(), List.of()).stream()
                                            .map(GpuJson::of)
                                            .toList()
                                    : null));
        }
        return beyond;
    }

    private static Set<String> asked(@Nullable String include) {
        if (include == null || include.isBlank()) {
            return Set.of();
        }
        Set<String> asked =
                Arrays.stream(include.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!KNOWN.containsAll(asked)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "include",
                    "include must be of " + String.join(", ", COST, NETWORKS, STATE) + " and " + GPUS);
        }
        return asked;
    }

    /** The field {@code myidc}; what was not asked for is not there. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BeyondJson(
            @Nullable CostJson costToDate,
            @Nullable NetworksJson networks,
            @Nullable StateJson state,
            @Nullable List<GpuJson> gpus) {}

    /**
     * What decides on what may be done with it, where Linode's status has one word for several states.
     *
     * @param name such as {@code deletion_failed}
     * @param working whether a disk of it is being changed or a backup taken
     * @param awaitsApproval whether a resize or a move of it, or itself, waits for an operator
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record StateJson(String name, boolean working, boolean awaitsApproval) {
        static StateJson of(InstanceView guest, boolean awaitsApproval) {
            return new StateJson(guest.status.toLowerCase(Locale.ROOT), guest.work != null, awaitsApproval);
        }
    }

    /** A GPU that the machine has whole, or a slice of one; slice type is null for a whole one. */
    @JsonNaming(SnakeCaseStrategy.class)
    record GpuJson(String model, @Nullable String sliceType) {
        static GpuJson of(GpuPart part) {
            return new GpuJson(part.model(), part.sliceType());
        }
    }

    /** What the machine, its disk in a pool, its backups and its addresses cost since the month began, before tax. */
    @JsonNaming(SnakeCaseStrategy.class)
    record CostJson(String amount, String currency, String from, String until) {
        static CostJson of(Cost cost) {
            return new CostJson(
                    cost.amount().amount().toPlainString(),
                    cost.amount().currency().getCurrencyCode(),
                    WireTime.text(cost.from()),
                    WireTime.text(cost.until()));
        }
    }

    /** Its places in VLANs and private networks. */
    record NetworksJson(List<VlanJson> vlans, List<VpcJson> vpcs) {
        static NetworksJson of(Collection<NicView> nics) {
            List<VlanJson> vlans = new ArrayList<>();
            List<VpcJson> vpcs = new ArrayList<>();
            for (NicView nic : nics) {
                if (nic.vlanId != null) {
                    vlans.add(new VlanJson(nic.label, nic.ipamAddress));
                }
                if (nic.vpcId != null && nic.subnetId != null) {
                    vpcs.add(new VpcJson(nic.vpcId, nic.subnetId, nic.address, nic.natAddress));
                }
            }
            return new NetworksJson(vlans, vpcs);
        }
    }

    /** Address in CIDR, as the tenant said it; null where they said none. */
    @JsonNaming(SnakeCaseStrategy.class)
    record VlanJson(@Nullable String label, @Nullable String ipamAddress) {}

    /** Address inside, and the public one that stands for it, if any. */
    @JsonNaming(SnakeCaseStrategy.class)
    record VpcJson(
            long vpcId,
            long subnetId,
            @Nullable String address,
            @JsonProperty("nat_1_1") @Nullable String nat) {}
}
