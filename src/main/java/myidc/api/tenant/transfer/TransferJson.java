package myidc.api.tenant.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Transfers.TransferRow;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * A service transfer.
 *
 * @param machines beyond Linode's contract and only when asked for: what the machines are, while it is pending
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TransferJson(
        String token,
        String status,
        String expiry,
        String created,
        String updated,
        boolean isSender,
        EntitiesJson entities,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<MachineJson> machines) {
    static final Attributes<Shown> ATTRIBUTES = new Attributes<Shown>()
            .with("token", Kind.TEXT, Shown::token)
            .with("status", Kind.TEXT, shown -> shown.row().status())
            .with("expiry", Kind.TIME, shown -> shown.row().expiresAt())
            .with("created", Kind.TIME, shown -> shown.row().createdAt())
            .with("updated", Kind.TIME, shown -> shown.row().updatedAt())
            .with("is_sender", Kind.FLAG, Shown::isSender);

    static TransferJson of(Shown shown, @Nullable List<InstanceView> machines) {
        TransferRow row = shown.row();
        return new TransferJson(
                shown.token(),
                row.status(),
                WireTime.text(row.expiresAt()),
                WireTime.text(row.createdAt()),
                WireTime.text(row.updatedAt()),
                shown.isSender(),
                new EntitiesJson(row.guests().stream().map(InstanceId::value).toList()),
                machines == null ? null : machines.stream().map(MachineJson::of).toList());
    }

    /** A transfer with its token, as one side sees it. */
    record Shown(TransferRow row, String token, boolean isSender) {}

    /** What changes hands, by number. */
    public record EntitiesJson(List<Long> linodes) {}

    /** A machine as the other side may know it before it decides. */
    public record MachineJson(long id, String label, String type, String region) {
        static MachineJson of(InstanceView guest) {
            return new MachineJson(guest.id, guest.label, guest.plan, guest.regionShown());
        }
    }
}
