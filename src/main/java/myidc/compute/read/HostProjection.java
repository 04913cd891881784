package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import myidc.compute.event.HostEvent.CapacityReleased;
import myidc.compute.event.HostEvent.CapacityReserved;
import myidc.compute.event.HostEvent.EncryptionDeclared;
import myidc.compute.event.HostEvent.EncryptionPromiseEnded;
import myidc.compute.event.HostEvent.EncryptionPromised;
import myidc.compute.event.HostEvent.EncryptionWithdrawn;
import myidc.compute.event.HostEvent.HostConnected;
import myidc.compute.event.HostEvent.HostCordoned;
import myidc.compute.event.HostEvent.HostDisconnected;
import myidc.compute.event.HostEvent.HostDrainRequested;
import myidc.compute.event.HostEvent.HostDrained;
import myidc.compute.event.HostEvent.HostEnabled;
import myidc.compute.event.HostEvent.HostLost;
import myidc.compute.event.HostEvent.HostMoved;
import myidc.compute.event.HostEvent.HostPinned;
import myidc.compute.event.HostEvent.HostReturned;
import myidc.compute.event.HostEvent.HostUncordoned;
import myidc.compute.event.HostEvent.HostUnpinned;
import myidc.compute.event.HostEvent.OvercommitChanged;
import myidc.compute.event.HostEvent.OvercommitPlanWithdrawn;
import myidc.compute.event.HostEvent.OvercommitPlanned;
import myidc.compute.event.HostEvent.ReservationChanged;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.HostId;
import myidc.shared.id.TenantId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes {@link HostView} and what it showed before. */
@Singleton
@ProcessingGroup("compute.read")
public final class HostProjection implements Projection {
    static final String HISTORY = "host";

    private final Histories histories;

    HostProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.hosts";
    }

    @Override
    public List<String> tables() {
        return List.of("host_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(HostEnabled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = new HostView();
        host.id = fact.hostId().value();
        host.deviceId = fact.deviceId().value();
        host.siteId = fact.siteId().value();
        host.name = fact.name();
        host.state = "ACTIVE";
        host.vcpus = fact.capacity().vcpus();
        host.memoryMb = fact.capacity().memoryMb();
        host.diskMb = fact.capacity().diskMb();
        promise(host, new OvercommitDate(0, fact.overcommit(), at, null));
        host.enabledAt = at;
        host.persist();
        shown(host, at, version);
    }

    @EventHandler
    void on(OvercommitChanged fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        dates(host, host.toCome(at));
        promise(host, new OvercommitDate(0, fact.overcommit(), at, fact.reason()));
        shown(host, at, version);
    }

    @EventHandler
    void on(OvercommitPlanned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        OvercommitDate planned = new OvercommitDate(fact.number(), fact.overcommit(), fact.from(), fact.reason());
        List<OvercommitDate> toCome = Stream.concat(host.toCome(at).stream(), Stream.of(planned))
                .sorted(Comparator.comparing(OvercommitDate::begins))
                .toList();
        promise(host, host.inForce(at));
        dates(host, toCome);
        shown(host, at, version);
    }

    @EventHandler
    void on(OvercommitPlanWithdrawn fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        List<OvercommitDate> toCome = host.toCome(at).stream()
                .filter(date -> date.number() != fact.number())
                .toList();
        promise(host, host.inForce(at));
        dates(host, toCome);
        shown(host, at, version);
    }

    private static void dates(HostView host, List<OvercommitDate> toCome) {
        host.overcommitDates = toCome.stream().map(OvercommitDate::line).toArray(String[]::new);
    }

    private static void promise(HostView host, OvercommitDate date) {
        Overcommit overcommit = date.overcommit();
        host.overcommitVcpu = overcommit.vcpu().setScale(4);
        host.overcommitMemory = overcommit.memory().setScale(4);
        host.overcommitFrom = date.from();
        host.overcommitReason = date.reason();
        Resources most = overcommit.over(host.capacity());
        host.vcpusMax = most.vcpus();
        host.memoryMbMax = most.memoryMb();
        host.diskMbMax = most.diskMb();
    }

    @EventHandler
    void on(EncryptionDeclared fact, @Timestamp Instant at, @SequenceNumber Long version) {
        encrypted(fact.hostId(), true, fact.reason(), at, version);
    }

    @EventHandler
    void on(EncryptionWithdrawn fact, @Timestamp Instant at, @SequenceNumber Long version) {
        encrypted(fact.hostId(), false, fact.reason(), at, version);
    }

    private void encrypted(HostId id, boolean encrypted, String reason, Instant at, Long version) {
        HostView host = host(id);
        host.encrypted = encrypted;
        host.encryptedReason = reason;
        host.encryptedAt = at;
        shown(host, at, version);
    }

    @EventHandler
    void on(EncryptionPromised fact, @Timestamp Instant at, @SequenceNumber Long version) {
        promised(fact.hostId(), 1, at, version);
    }

    @EventHandler
    void on(EncryptionPromiseEnded fact, @Timestamp Instant at, @SequenceNumber Long version) {
        promised(fact.hostId(), -1, at, version);
    }

    private void promised(HostId id, int more, Instant at, Long version) {
        HostView host = host(id);
        host.encryptedInstances += more;
        shown(host, at, version);
    }

    @EventHandler
    void on(HostConnected fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        host.uri = fact.uri();
        shown(host, at, version);
    }

    @EventHandler
    void on(HostDisconnected fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        host.uri = null;
        shown(host, at, version);
    }

    @EventHandler
    void on(HostMoved fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        host.siteId = fact.siteId().value();
        shown(host, at, version);
    }

    @EventHandler
    void on(CapacityReserved fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        host.instances++;
        add(host, fact.reserved());
        shown(host, at, version);
    }

    @EventHandler
    void on(ReservationChanged fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        add(host, fact.reserved().minus(fact.before()));
        shown(host, at, version);
    }

    @EventHandler
    void on(CapacityReleased fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        host.instances--;
        add(host, Resources.NONE.minus(fact.released()));
        shown(host, at, version);
    }

    @EventHandler
    void on(HostCordoned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        state(fact.hostId(), "CORDONED", fact.reason(), at, version);
    }

    @EventHandler
    void on(HostUncordoned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        host(fact.hostId()).drainingSince = null;
        state(fact.hostId(), "ACTIVE", null, at, version);
    }

    @EventHandler
    void on(HostPinned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        host.pinnedTenants = fact.tenantIds().stream().map(TenantId::value).toArray(Long[]::new);
        host.pinnedOnly = fact.onlyThere();
        host.pinnedReason = fact.reason();
        shown(host, at, version);
    }

    @EventHandler
    void on(HostUnpinned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        host.pinnedTenants = new Long[0];
        host.pinnedOnly = false;
        host.pinnedReason = null;
        shown(host, at, version);
    }

    @EventHandler
    void on(HostDrainRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        host(fact.hostId()).drainingSince = at;
        state(fact.hostId(), "DRAINING", null, at, version);
    }

    @EventHandler
    void on(HostDrained fact, @Timestamp Instant at, @SequenceNumber Long version) {
        state(fact.hostId(), "DRAINED", null, at, version);
    }

    @EventHandler
    void on(HostLost fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        host.stateBeforeLoss = host.state;
        host.state = "LOST";
        host.reason = fact.reason();
        shown(host, at, version);
    }

    @EventHandler
    void on(HostReturned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        HostView host = host(fact.hostId());
        String before = host.stateBeforeLoss;
        host.stateBeforeLoss = null;
        host.state = before == null ? "ACTIVE" : before;
        host.reason = null;
        shown(host, at, version);
    }

    private void state(HostId id, String state, @Nullable String reason, Instant at, Long version) {
        HostView host = host(id);
        if (host.stateBeforeLoss != null) {
            host.stateBeforeLoss = state;
        } else {
            host.state = state;
            host.reason = reason;
        }
        shown(host, at, version);
    }

    private static void add(HostView host, Resources more) {
        host.vcpusReserved += more.vcpus();
        host.memoryMbReserved += more.memoryMb();
        host.diskMbReserved += more.diskMb();
    }

    private void shown(HostView host, Instant at, Long version) {
        host.version = version;
        histories.show(HISTORY, host.id, at, host);
    }

    private static HostView host(HostId id) {
        return HostView.<HostView>findByIdOptional(id.value()).orElseThrow();
    }
}
