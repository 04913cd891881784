package myidc.platform.http;

import jakarta.ws.rs.core.EntityTag;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** ETag and If-Match over a view's version, which is the sequence number of its last fact. */
public final class Versions {
    private Versions() {}

    public static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** Refuses with 412 unless {@code ifMatch} is absent, {@code *} or names the current version. */
    public static void match(@Nullable String ifMatch, long current) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        String sent = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        if (!sent.equals(Long.toString(current))) {
            throw Refused.field(
                    CommonRefusal.VERSION_STALE,
                    "If-Match",
                    "The current version is \"" + current + "\", not " + ifMatch);
        }
    }

    /** The version a change expects by If-Match, or null when it expects none; the aggregate compares. */
    public static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        String sent = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        try {
            return Long.valueOf(sent);
        } catch (NumberFormatException e) {
            throw Refused.field(CommonRefusal.VERSION_STALE, "If-Match", ifMatch + " is no version of this thing");
        }
    }
}
