package myidc.api.gateway;

import java.security.PublicKey;
import myidc.shared.Refused;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;

/** Lets in by a key; only what follows the signature notes that somebody signed in. */
final class KeyAuth extends UserAuthPublicKey {
    private final GatewayDesk desk;

    private KeyAuth(GatewayDesk desk) {
        super(null);
        this.desk = desk;
    }

    @Override
    public Boolean doAuth(Buffer buffer, boolean init) throws Exception {
        Boolean proven = super.doAuth(buffer, init);
        if (!Boolean.TRUE.equals(proven)) {
            return proven;
        }
        ServerSession session = getServerSession();
        try {
            session.setAttribute(
                    Visit.PASS, desk.byKey(getUsername(), session.getAttribute(Visit.KEY), Visit.address(session)));
            return true;
        } catch (Refused refused) {
            // Noted as what it is; that keys were offered in vain is not to be noted beside it.
            session.removeAttribute(Visit.KEYS_OFFERED);
            return false;
        }
    }

    /** Whether a key is worth its signature; asked before it and again with it. */
    static PublickeyAuthenticator asking(GatewayDesk desk) {
        return (username, key, session) -> knows(desk, username, key, session);
    }

    private static boolean knows(GatewayDesk desk, String username, PublicKey key, ServerSession session) {
        if (key instanceof OpenSshCertificate) {
            return false;
        }
        String line = PublicKeyEntry.toString(key);
        session.setAttribute(Visit.KEY, line);
        session.setAttribute(Visit.KEYS_OFFERED, username);
        try {
            return desk.knows(username, line, Visit.address(session));
        } catch (Refused refused) {
            return false;
        }
    }

    /** Makes one for each attempt. */
    static final class Factory extends UserAuthPublicKeyFactory {
        private final GatewayDesk desk;

        Factory(GatewayDesk desk) {
            this.desk = desk;
        }

        @Override
        public UserAuthPublicKey createUserAuth(ServerSession session) {
            return new KeyAuth(desk);
        }
    }
}
