package myidc.network;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.network.event.AggregateEvent;
import myidc.network.event.AssignmentEvent;
import myidc.network.event.FirewallEvent;
import myidc.network.event.PrefixEvent;
import myidc.network.event.RangeEvent;
import myidc.network.event.RulesetEvent;
import myidc.network.event.VlanEvent;
import myidc.network.event.VlanGroupEvent;
import myidc.network.event.VniEvent;
import myidc.network.event.VniPoolEvent;
import myidc.network.event.VpcEvent;
import myidc.network.event.VrfEvent;
import myidc.platform.axon.AxonModule;

/** What the network plugs into Axon. */
@Singleton
final class NetworkModule implements AxonModule {
    private static final int SNAPSHOT_AFTER = 100;

    private final Rooms rooms;

    NetworkModule(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public String context() {
        return "network";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return Stream.<Class<?>>of(
                        Prefix.class,
                        Assignment.class,
                        Vrf.class,
                        Aggregate.class,
                        Range.class,
                        VlanGroup.class,
                        Vlan.class,
                        VniPool.class,
                        Vni.class,
                        Vpc.class,
                        Firewall.class,
                        Ruleset.class)
                .collect(Collectors.toMap(type -> type, type -> SNAPSHOT_AFTER));
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(
                PrefixEvent.class,
                AssignmentEvent.class,
                VrfEvent.class,
                AggregateEvent.class,
                RangeEvent.class,
                VlanGroupEvent.class,
                VlanEvent.class,
                VniPoolEvent.class,
                VniEvent.class,
                VpcEvent.class,
                FirewallEvent.class,
                RulesetEvent.class);
    }

    @Override
    public Map<Class<?>, Object> components() {
        return Map.of(
                AddressRoom.class, rooms.addresses(),
                VrfRoom.class, rooms.vrfs(),
                AggregateRoom.class, rooms.aggregates(),
                RangeRoom.class, rooms.ranges(),
                NumberRoom.class, rooms.numbers(),
                Rulesets.class, rooms.rulesets());
    }

    /** What the network's decisions rest on besides facts. */
    @Singleton
    record Rooms(
            AddressRoom addresses,
            VrfRoom vrfs,
            AggregateRoom aggregates,
            RangeRoom ranges,
            NumberRoom numbers,
            Rulesets rulesets) {}
}
