package myidc.api.gateway;

import myidc.shared.Refused;
import myidc.tenancy.TenancyRefusal;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.auth.AbstractUserAuth;
import org.apache.sshd.server.auth.AbstractUserAuthFactory;
import org.apache.sshd.server.auth.UserAuth;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/** Asks for the password and then, of who has a second factor, for a code (RFC 4256). Everybody is asked for a password, known or not. */
final class PasswordAuth extends AbstractUserAuth {
    private static final String NAME = "keyboard-interactive";
    private static final int ANSWER_BYTES_MAX = 1_024;

    private final GatewayDesk desk;
    private @Nullable String password;

    private PasswordAuth(GatewayDesk desk) {
        super(NAME);
        this.desk = desk;
    }

    @Override
    protected @Nullable Boolean doAuth(Buffer buffer, boolean init) throws Exception {
        if (init) {
            return ask("Password: ");
        }
        String answer = answer(buffer);
        if (answer == null) {
            return false;
        }
        ServerSession session = getServerSession();
        session.setAttribute(Visit.PASSWORD_GIVEN, true);
        String given = password == null ? answer : password;
        String code = password == null ? null : answer;
        try {
            session.setAttribute(Visit.PASS, desk.byPassword(getUsername(), given, code, Visit.address(session)));
            return true;
        } catch (Refused refused) {
            if (refused.refusal() == TenancyRefusal.SECOND_FACTOR_NEEDED && password == null) {
                password = given;
                return ask("Code of the authenticator, or the scratch code: ");
            }
            return false;
        }
    }

    private @Nullable Boolean ask(String prompt) throws Exception {
        Buffer request = getServerSession().createBuffer(SshConstants.SSH_MSG_USERAUTH_INFO_REQUEST);
        request.putString("MyIDC");
        request.putString("");
        request.putString("");
        request.putInt(1);
        request.putString(prompt);
        request.putBoolean(false);
        getServerSession().writePacket(request);
        return null;
    }

    private static @Nullable String answer(Buffer buffer) {
        if (buffer.getUByte() != SshConstants.SSH_MSG_USERAUTH_INFO_RESPONSE
                || buffer.getInt() != 1
                || buffer.available() > ANSWER_BYTES_MAX) {
            return null;
        }
        return buffer.getString();
    }

    /** Makes one for each attempt. */
    static final class Factory extends AbstractUserAuthFactory {
        private final GatewayDesk desk;

        Factory(GatewayDesk desk) {
            super(NAME);
            this.desk = desk;
        }

        @Override
        public UserAuth createUserAuth(ServerSession session) {
            return new PasswordAuth(desk);
        }
    }
}
