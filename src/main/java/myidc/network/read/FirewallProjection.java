package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import myidc.network.event.FirewallEvent;
import myidc.network.event.FirewallEvent.FirewallApplied;
import myidc.network.event.FirewallEvent.FirewallApplyFailed;
import myidc.network.event.FirewallEvent.FirewallApplyRequested;
import myidc.network.event.FirewallEvent.FirewallCreated;
import myidc.network.event.FirewallEvent.FirewallDeleted;
import myidc.network.event.FirewallEvent.FirewallDeviceAdded;
import myidc.network.event.FirewallEvent.FirewallDeviceRemoved;
import myidc.network.event.FirewallEvent.FirewallLabelled;
import myidc.network.event.FirewallEvent.FirewallMadeDefault;
import myidc.network.event.FirewallEvent.FirewallMadeNoDefault;
import myidc.network.event.FirewallEvent.FirewallRulesSet;
import myidc.network.event.FirewallEvent.FirewallSwitchedOff;
import myidc.network.event.FirewallEvent.FirewallSwitchedOn;
import myidc.network.event.FirewallEvent.FirewallTagged;
import myidc.network.read.FirewallRow.DeviceRow;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Shelves firewalls with their rules and what they stand before. */
@Singleton
@ProcessingGroup("network.read")
public final class FirewallProjection implements Projection {
    private final Shelf<FirewallRow> firewalls;

    FirewallProjection(NetworkShelves shelves) {
        this.firewalls = shelves.firewalls();
    }

    @Override
    public String name() {
        return "network.firewalls";
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public List<String> histories() {
        return List.of(NetworkShelves.FIREWALL);
    }

    @EventHandler
    void on(FirewallEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        Moment now = new Moment(at, version);
        switch (fact) {
            case FirewallCreated made -> create(made, now);
            case FirewallLabelled changed -> change(fact, now, row -> row.label = changed.label());
            case FirewallTagged changed -> change(fact, now, row -> row.tags = changed.tags());
            case FirewallSwitchedOn changed -> change(fact, now, row -> row.enabled = true);
            case FirewallSwitchedOff changed ->
                change(fact, now, row -> {
                    row.enabled = false;
                    row.devices.forEach(device -> device.inForce = null);
                });
            case FirewallRulesSet changed -> change(fact, now, row -> row.rule(changed.rules(), changed.ruleVersion()));
            case FirewallDeviceAdded added -> change(fact, now, row -> row.devices.add(device(added, at)));
            case FirewallDeviceRemoved removed ->
                change(fact, now, row -> row.devices.removeIf(device -> device.id == removed.deviceId()));
            case FirewallApplyRequested asked ->
                report(fact, asked.instanceId().value(), now, device -> device.inForce = null);
            case FirewallApplied done ->
                report(fact, done.instanceId().value(), now, device -> {
                    device.inForce = done.fingerprint();
                    device.failure = null;
                });
            case FirewallApplyFailed failed ->
                report(fact, failed.instanceId().value(), now, device -> device.failure = failed.cause());
            case FirewallMadeDefault changed -> change(fact, now, row -> row.defaultFor.add(changed.usage()));
            case FirewallMadeNoDefault changed -> change(fact, now, row -> row.defaultFor.remove(changed.usage()));
            case FirewallDeleted deleted -> firewalls.end(fact.firewallId(), at);
        }
    }

    private void create(FirewallCreated fact, Moment now) {
        FirewallRow row = new FirewallRow();
        row.id = fact.firewallId().value();
        row.version = now.version();
        row.tenantId = fact.tenantId().value();
        row.label = fact.label();
        row.enabled = true;
        row.tags = new ArrayList<>(fact.tags());
        row.rule(fact.rules(), 1);
        row.created = now.at();
        row.updated = now.at();
        firewalls.show(now.at(), row);
    }

    private void change(FirewallEvent fact, Moment now, Consumer<FirewallRow> change) {
        firewalls.change(fact.firewallId(), now.at(), row -> {
            change.accept(row);
            row.version = now.version();
            row.updated = now.at();
            return row;
        });
    }

    /** What the machine room says changes nothing that the tenant decided, so the firewall is as old as it was. */
    private void report(FirewallEvent fact, long guest, Moment now, Consumer<DeviceRow> change) {
        firewalls.change(fact.firewallId(), now.at(), row -> {
            row.before(guest).ifPresent(change);
            row.version = now.version();
            return row;
        });
    }

    private static DeviceRow device(FirewallDeviceAdded fact, Instant at) {
        DeviceRow device = new DeviceRow();
        device.id = fact.deviceId();
        device.instanceId = fact.instanceId().value();
        device.created = at;
        device.updated = at;
        return device;
    }

    private record Moment(Instant at, long version) {}
}
