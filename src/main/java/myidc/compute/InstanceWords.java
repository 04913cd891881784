package myidc.compute;

import java.util.List;
import java.util.regex.Pattern;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** What a guest may be called. */
final class InstanceWords {
    static final String LABELS = "compute.instance";
    private static final int TAGS_MAX = 50;

    /** After Linode's reference of POST /linode/instances. */
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z]((?!--|__|\\.\\.)[a-zA-Z0-9-_.]){2,63}");

    private InstanceWords() {}

    static String label(@Nullable String wanted) {
        return Check.matches(
                "label",
                wanted,
                LABEL,
                "must be 3 to 64 letters, digits, hyphens, underscores or dots, begin with a letter and have no --, __"
                        + " or ..");
    }

    static Claims.Claim claim(TenantId tenant, String label) {
        return new Claims.Claim(LABELS, tenant.text() + "/" + label, "label");
    }

    static List<String> tags(List<String> wanted) {
        if (wanted.size() > TAGS_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "tags", "tags must be at most " + TAGS_MAX);
        }
        return wanted.stream().map(tag -> tag("tags", tag)).distinct().sorted().toList();
    }

    static String tag(String field, String wanted) {
        String text = Check.text(field, wanted, 50);
        Check.range(field, text.length(), 3, 50);
        return text;
    }
}
