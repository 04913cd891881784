package myidc.api.tenant.firewall;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.WireTime;
import myidc.network.read.FirewallRow;
import myidc.network.read.FirewallRow.DeviceRow;
import org.jspecify.annotations.Nullable;

/** Linode's firewall object. */
public record FirewallJson(
        long id,
        String label,
        String created,
        String updated,
        String status,
        RulesJson rules,
        List<String> tags,
        List<EntityJson> entities) {

    /** @param labels of guests by number */
    static FirewallJson of(FirewallRow row, Map<Long, String> labels) {
        return new FirewallJson(
                row.id,
                row.label,
                WireTime.text(row.created),
                WireTime.text(row.updated),
                status(row),
                RulesJson.of(row),
                row.tags,
                row.devices.stream()
                        .map(device -> EntityJson.of(device, labels))
                        .toList());
    }

    static String status(FirewallRow row) {
        return row.enabled ? "enabled" : "disabled";
    }

    /** What a firewall stands before; its label is null once it is gone. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record EntityJson(
            long id,
            String type,
            @Nullable String label,
            String url,
            @Nullable EntityJson parentEntity) {
        static EntityJson of(DeviceRow device, Map<Long, String> labels) {
            return new EntityJson(
                    device.instanceId,
                    "linode",
                    labels.get(device.instanceId),
                    "/v4/linode/instances/" + device.instanceId,
                    null);
        }
    }

    /**
     * A firewall's place before a guest.
     *
     * @param inForce fingerprint of the rules that the guest's host has taken, sets written out; null until it has; beyond
     *     Linode's contract
     * @param failure why its host did not take them the last time, null once it has; beyond Linode's contract
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record DeviceJson(
            long id,
            String created,
            String updated,
            EntityJson entity,
            @Nullable String inForce,
            @Nullable String failure) {
        static DeviceJson of(DeviceRow device, Map<Long, String> labels) {
            return new DeviceJson(
                    device.id,
                    WireTime.text(device.created),
                    WireTime.text(device.updated),
                    EntityJson.of(device, labels),
                    device.inForce,
                    device.failure);
        }
    }
}
