package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import myidc.compute.event.AlertLevels;
import org.jspecify.annotations.Nullable;

/** Above what a tenant wants to be told of a guest's use, in Linode's words; what is left out stays as it is. */
public record AlertRequest(
        @Nullable Integer cpu,
        @JsonProperty("network_in") @Nullable Integer networkIn,
        @JsonProperty("network_out") @Nullable Integer networkOut,
        @JsonProperty("transfer_quota") @Nullable Integer transferQuota,
        @Nullable Integer io) {
    AlertLevels over(AlertLevels present) {
        return new AlertLevels(
                cpu == null ? present.cpuPercent() : cpu,
                networkIn == null ? present.networkInMbps() : networkIn,
                networkOut == null ? present.networkOutMbps() : networkOut,
                transferQuota == null ? present.transferPercent() : transferQuota,
                io == null ? present.ioPerSecond() : io);
    }
}
