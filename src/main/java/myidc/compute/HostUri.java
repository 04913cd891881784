package myidc.compute;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Where a host's libvirt answers. Of what libvirt understands only that passes which neither runs a program named in
 * the address nor leaves out a check: https://libvirt.org/uri.html and https://libvirt.org/remote.html.
 */
public final class HostUri {
    private static final Set<String> SCHEMES =
            Set.of("qemu", "qemu+unix", "qemu+tls", "qemu+ssh", "test", "test+tls", "test+unix");
    private static final Set<String> PARAMETERS = Set.of("socket", "mode", "keyfile", "pkipath");
    private static final Pattern FILE = Pattern.compile("/[A-Za-z0-9_./-]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_:+.-]+");
    private static final int LENGTH_MAX = 300;

    private HostUri() {}

    /**
     * The address as it was given.
     *
     * @throws Refused when it is no address of a hypervisor, holds a password or a parameter that is not let pass
     */
    public static String checked(String field, String text) {
        String uri = Check.text(field, text, LENGTH_MAX);
        URI parts;
        try {
            parts = new URI(uri);
        } catch (URISyntaxException e) {
            throw refused(field, "is no URI: " + e.getReason());
        }
        if (!SCHEMES.contains(parts.getScheme() == null ? "" : parts.getScheme())) {
            throw refused(field, "must begin with qemu://, qemu+unix://, qemu+tls://, qemu+ssh:// or test://");
        }
        if (parts.getPath() == null || parts.getPath().length() < 2 || parts.getFragment() != null) {
            throw refused(field, "must name what answers there, as /system does");
        }
        String user = parts.getUserInfo();
        if (user != null && (user.contains(":") || !WORD.matcher(user).matches())) {
            throw refused(field, "may name a user by letters, digits, _, + . and -, and never holds a password");
        }
        if (parts.getRawAuthority() != null && parts.getHost() == null) {
            throw refused(field, "must name its host by a host name or an address");
        }
        parameters(field, parts.getRawQuery());
        return uri;
    }

    private static void parameters(String field, @Nullable String query) {
        if (query == null) {
            return;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            boolean known = PARAMETERS.contains(name);
            if (!known || !(FILE.matcher(value).matches() || WORD.matcher(value).matches())) {
                throw refused(
                        field,
                        "may have only the parameters socket, mode, keyfile and pkipath, with a path or a word each");
            }
        }
    }

    private static Refused refused(String field, String rule) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, field + " " + rule);
    }
}
