package myidc.api.gateway;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.file.nonefs.NoneFileSystemFactory;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.ServerSession;

/** An SSH server that gives consoles and nothing else: no files, no forwarding, no agent, no X11, no command but a label. */
final class GatewayServer {
    private static final int WORKERS = 8;
    private static final int CHANNELS_MAX = 4;

    private GatewayServer() {}

    static SshServer make(ConsoleGateway gateway, GatewayDesk desk, GatewaySettings settings, KeyPair key) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(settings.host);
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setSignatureFactories(List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp521,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256));
        server.setMacFactories(List.of(
                BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512));
        server.setUserAuthFactories(List.of(new KeyAuth.Factory(desk), new PasswordAuth.Factory(desk)));
        server.setPublickeyAuthenticator(KeyAuth.asking(desk));
        server.setShellFactory(channel -> new ConsoleTerminal(gateway, desk, null));
        server.setCommandFactory((channel, label) -> new ConsoleTerminal(gateway, desk, label.strip()));
        server.setSubsystemFactories(List.of());
        server.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE));
        server.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setAgentFactory(null);
        server.setFileSystemFactory(NoneFileSystemFactory.INSTANCE);
        server.addSessionListener(new Visits(desk, settings));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "MyIDC");
        CoreModuleProperties.NIO_WORKERS.set(server, WORKERS);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, settings.grace);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, settings.tries);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS_MAX);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, settings.idle.plusMinutes(1));
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, settings.idle);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
        return server;
    }

    /** Counts connections, all together and of each address, and notes who went away after offering keys in vain. */
    private static final class Visits implements SessionListener {
        private final GatewayDesk desk;
        private final GatewaySettings settings;
        private final Map<Session, String> addresses = new ConcurrentHashMap<>();

        Visits(GatewayDesk desk, GatewaySettings settings) {
            this.desk = desk;
            this.settings = settings;
        }

        @Override
        public void sessionCreated(Session session) {
            String address = Visit.address((ServerSession) session);
            addresses.put(session, address);
            long same = addresses.values().stream().filter(address::equals).count();
            if (addresses.size() > settings.most || same > settings.perAddress) {
                session.close(true);
            }
        }

        @Override
        public void sessionClosed(Session session) {
            String address = addresses.remove(session);
            String username = session.getAttribute(Visit.KEYS_OFFERED);
            boolean inVain =
                    session.getAttribute(Visit.PASS) == null && session.getAttribute(Visit.PASSWORD_GIVEN) == null;
            if (address != null && username != null && inVain) {
                Thread.startVirtualThread(() -> desk.keysRefused(username, address));
            }
        }
    }
}
