package myidc.billing;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Outward;
import myidc.shared.Refused;

/** What the address of a webhook may be; where a name leads is looked at again whenever something is sent. */
public final class WebhookUrl {
    private static final int LENGTH_MAX = 500;
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");
    private static final Set<String> INWARD_ENDINGS = Set.of("localhost", "local", "internal", "lan", "home.arpa");

    private WebhookUrl() {}

    /** The address, refused when it is none of http or https with a host and nothing secret in it. */
    public static URI wellFormed(String field, String url) {
        String given = Check.text(field, url, LENGTH_MAX);
        try {
            URI uri = new URI(given);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= 65_535);
            if (plain && port && (scheme.equals("https") || scheme.equals("http"))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw malformed(field);
        }
        throw malformed(field);
    }

    /** Refuses an address whose host is inward by itself; {@code allowed} hosts may be. */
    public static void outward(String field, URI uri, Set<String> allowed) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (allowed.contains(host)) {
            return;
        }
        boolean inward = INWARD_ENDINGS.stream().anyMatch(end -> host.equals(end) || host.endsWith("." + end));
        if (inward || (LITERAL.matcher(host).matches() && !literalIsOutward(host))) {
            throw Refused.field(
                    BillingRefusal.WEBHOOK_POINTS_INWARD,
                    field,
                    field + " must lead to the public internet; " + host + " does not");
        }
    }

    private static boolean literalIsOutward(String host) {
        try {
            return Outward.is(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Refused malformed(String field) {
        return Refused.field(
                CommonRefusal.INVALID_FIELD,
                field,
                field + " must be an address like https://example.com/hook, without user, password or fragment");
    }
}
