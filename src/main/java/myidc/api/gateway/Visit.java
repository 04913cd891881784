package myidc.api.gateway;

import java.net.InetSocketAddress;
import myidc.tenancy.ConsoleSignIns.Pass;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.session.ServerSession;

/** What the gateway remembers of a connection. */
final class Visit {
    /** By what the visitor was let in. */
    static final AttributeKey<Pass> PASS = new AttributeKey<>();

    /** The key that was offered last, by type and Base64. */
    static final AttributeKey<String> KEY = new AttributeKey<>();

    /** The name for which a key was offered. */
    static final AttributeKey<String> KEYS_OFFERED = new AttributeKey<>();

    /** That a password was given, which is counted by itself. */
    static final AttributeKey<Boolean> PASSWORD_GIVEN = new AttributeKey<>();

    private Visit() {}

    static String address(ServerSession session) {
        return session.getClientAddress() instanceof InetSocketAddress from && from.getAddress() != null
                ? from.getAddress().getHostAddress()
                : "unknown";
    }
}
