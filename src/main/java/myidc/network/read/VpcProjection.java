package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import myidc.network.event.VpcEvent.SubnetAdded;
import myidc.network.event.VpcEvent.SubnetFiled;
import myidc.network.event.VpcEvent.SubnetIpv6Filed;
import myidc.network.event.VpcEvent.SubnetIpv6Given;
import myidc.network.event.VpcEvent.SubnetLabelled;
import myidc.network.event.VpcEvent.SubnetRemoved;
import myidc.network.event.VpcEvent.VpcCreated;
import myidc.network.event.VpcEvent.VpcDeleted;
import myidc.network.event.VpcEvent.VpcDescribed;
import myidc.network.event.VpcEvent.VpcIpv6Given;
import myidc.network.read.VpcRow.Change;
import myidc.network.read.VpcRow.SubnetRow;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Shelves private networks with their subnets. */
@Singleton
@ProcessingGroup("network.read")
public final class VpcProjection implements Projection {
    private final Shelf<VpcRow> vpcs;

    VpcProjection(NetworkShelves shelves) {
        this.vpcs = shelves.vpcs();
    }

    @Override
    public String name() {
        return "network.vpcs";
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public List<String> histories() {
        return NetworkShelves.VPCS;
    }

    @EventHandler
    void on(VpcCreated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        vpcs.show(
                at,
                new VpcRow(
                        fact.vpcId().value(),
                        version,
                        fact.tenantId().value(),
                        fact.siteId().value(),
                        fact.region(),
                        fact.label(),
                        fact.description(),
                        fact.ranges(),
                        fact.vniId().value(),
                        fact.vni(),
                        null,
                        List.of(),
                        at,
                        at,
                        null));
    }

    @EventHandler
    void on(VpcDescribed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        vpcs.change(fact.vpcId(), at, row -> row.described(fact.label(), fact.description(), new Change(version, at)));
    }

    @EventHandler
    void on(SubnetAdded fact, @Timestamp Instant at, @SequenceNumber Long version) {
        vpcs.change(fact.vpcId(), at, row -> {
            List<SubnetRow> subnets = new ArrayList<>(row.subnets());
            subnets.add(new SubnetRow(fact.subnetId().value(), fact.label(), fact.cidr(), null, at, at, null, null));
            return row.with(subnets, new Change(version, at));
        });
    }

    @EventHandler
    void on(VpcIpv6Given fact, @Timestamp Instant at, @SequenceNumber Long version) {
        vpcs.change(fact.vpcId(), at, row -> row.dual(fact.range(), new Change(version, at)));
    }

    @EventHandler
    void on(SubnetIpv6Given fact, @Timestamp Instant at, @SequenceNumber Long version) {
        vpcs.change(
                fact.vpcId(),
                at,
                row -> row.subnet(
                        fact.subnetId().value(), subnet -> subnet.with(fact.cidr()), new Change(version, at)));
    }

    @EventHandler
    void on(SubnetLabelled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        vpcs.change(
                fact.vpcId(),
                at,
                row -> row.subnet(
                        fact.subnetId().value(), subnet -> subnet.labelled(fact.label(), at), new Change(version, at)));
    }

    @EventHandler
    void on(SubnetFiled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        vpcs.change(
                fact.vpcId(),
                at,
                row -> row.subnet(
                                fact.subnetId().value(),
                                subnet -> subnet.filed(fact.prefixId().value()),
                                new Change(version, row.updated()))
                        .routed(fact.vrfId().value()));
    }

    @EventHandler
    void on(SubnetIpv6Filed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        vpcs.change(
                fact.vpcId(),
                at,
                row -> row.subnet(
                        fact.subnetId().value(),
                        subnet -> subnet.filed6(fact.prefixId().value()),
                        new Change(version, row.updated())));
    }

    @EventHandler
    void on(SubnetRemoved fact, @Timestamp Instant at, @SequenceNumber Long version) {
        vpcs.change(
                fact.vpcId(),
                at,
                row -> row.with(
                        row.subnets().stream()
                                .filter(subnet -> subnet.id() != fact.subnetId().value())
                                .toList(),
                        new Change(version, at)));
    }

    @EventHandler
    void on(VpcDeleted fact, @Timestamp Instant at) {
        vpcs.end(fact.vpcId(), at);
    }
}
