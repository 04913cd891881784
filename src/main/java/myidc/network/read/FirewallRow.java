package myidc.network.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import myidc.network.event.FirewallRules;
import myidc.network.event.FirewallUsage;
import org.jspecify.annotations.Nullable;

/** A firewall as screens show it. */
public final class FirewallRow implements Shelved {
    public long id;
    public long version;
    public long tenantId;
    public String label = "";
    public boolean enabled;
    public List<String> tags = new ArrayList<>();

    /** What new things have it, unless it is said otherwise. */
    public List<FirewallUsage> defaultFor = new ArrayList<>();

    public FirewallRules rules = new FirewallRules(List.of(), true, List.of(), true);

    /** Counts from 1. */
    public long ruleVersion;

    /** Numbers of the sets that its rules name. */
    public List<Long> rulesets = new ArrayList<>();

    public List<DeviceRow> devices = new ArrayList<>();
    public Instant created = Instant.EPOCH;
    public Instant updated = Instant.EPOCH;

    @Override
    public long id() {
        return id;
    }

    /** The device by its own number. */
    public Optional<DeviceRow> device(long deviceId) {
        return devices.stream().filter(device -> device.id == deviceId).findFirst();
    }

    void rule(FirewallRules now, long since) {
        rules = now;
        ruleVersion = since;
        rulesets = now.rulesets().stream().map(set -> set.value()).toList();
    }

    Optional<DeviceRow> before(long guest) {
        return devices.stream().filter(device -> device.instanceId == guest).findFirst();
    }

    /** A guest that the firewall stands before. */
    public static final class DeviceRow {
        public long id;
        public long instanceId;
        public Instant created = Instant.EPOCH;
        public Instant updated = Instant.EPOCH;

        /** Fingerprint of the rules in force, sets written out; null until the machine room has taken them. */
        public @Nullable String inForce;

        /** Why the machine room did not take them the last time; null once it has. */
        public @Nullable String failure;
    }
}
