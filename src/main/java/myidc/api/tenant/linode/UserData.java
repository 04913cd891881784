package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.Base64;
import myidc.compute.GuestContentCommand.NoteUserData;
import myidc.compute.placement.GuestAccess;
import myidc.platform.axon.Commands;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * What tenants give for a guest's own first start, read there by cloud-init:
 * https://techdocs.akamai.com/linode-api/reference/post-linode-instance.
 */
@Singleton
final class UserData {
    /** As at Linode, before Base64. */
    private static final int BYTES_MAX = 65_535;

    private static final String FIELD = "metadata.user_data";

    private final Commands commands;
    private final GuestAccess access;

    UserData(Commands commands, GuestAccess access) {
        this.commands = commands;
        this.access = access;
    }

    /** What is asked for; null when nothing is said of it. */
    static @Nullable Wish wish(@Nullable JsonNode metadata) {
        if (metadata == null || metadata.isNull()) {
            return null;
        }
        if (!metadata.isObject()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "metadata", "metadata must be an object");
        }
        JsonNode data = metadata.get("user_data");
        if (data == null) {
            return null;
        }
        if (data.isNull()) {
            return new Wish(null, 0);
        }
        int bytes = data.isTextual() ? length(data.asText()) : -1;
        if (bytes < 0 || bytes > BYTES_MAX) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, FIELD, FIELD + " must be Base64 of at most " + BYTES_MAX + " bytes");
        }
        return new Wish(bytes == 0 ? null : data.asText(), bytes);
    }

    /** To be called within the work that decides so. */
    void give(InstanceId guest, @Nullable Wish wish) {
        if (wish != null) {
            commands.send(new NoteUserData(guest, wish.bytes()));
            access.giveUserData(guest, wish.base64());
        }
    }

    private static int length(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    /** @param base64 null for nothing any more */
    record Wish(@Nullable String base64, int bytes) {
        /** Shown in no log: it may hold secrets. */
        @Override
        public String toString() {
            return "Wish[" + bytes + " bytes]";
        }
    }
}
