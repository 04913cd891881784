package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import myidc.compute.ComputeRefusal;
import myidc.compute.HostCommand.ConnectHost;
import myidc.compute.joining.HostAuthority;
import myidc.compute.joining.HostInvitations;
import myidc.compute.joining.HostInvitations.Bound;
import myidc.compute.port.HostProbe;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.platform.axon.Commands;
import myidc.platform.security.Open;
import myidc.platform.security.OwnCredentials;
import myidc.shared.Caller;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** What a machine asks for that is to become a connected host: the command for it, a certificate, its connection. */
@Path("/admin/v1/host-join")
public final class HostJoinResource {
    private static final Caller JOINING = Caller.program("host-join");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9A-Fa-f:.]{2,45}|[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
    private static final int KEY_MAX = 1_000;

    private final HostInvitations invitations;
    private final HostAuthority authority;
    private final HostProbe probe;
    private final Commands commands;

    HostJoinResource(HostInvitations invitations, HostAuthority authority, HostProbe probe, Commands commands) {
        this.invitations = invitations;
        this.authority = authority;
        this.probe = probe;
        this.commands = commands;
    }

    /** The command, a script for the shell; it holds no secret. */
    @GET
    @Open
    @OwnCredentials
    @Produces("text/x-shellscript;charset=UTF-8")
    public String script() {
        try (InputStream script = HostJoinResource.class.getResourceAsStream("/host-join.sh")) {
            return new String(Check.present("script", script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two certificates: for the key of the machine that has the token, and the authority's. */
    @POST
    @Path("/certificate")
    @Open
    @OwnCredentials
    @Produces("application/x-pem-file")
    public String certificate(@HeaderParam("Authorization") @Nullable String authorization, CertificateRequest body) {
        String token = token(authorization);
        String address = Check.matches("address", body.address(), ADDRESS, "must be an IP address or a host name");
        PublicKey key = key(Check.text("publicKey", body.publicKey(), KEY_MAX));
        invitations.bind(token, key.getEncoded(), address);
        return authority.certificates(address, key);
    }

    /** The machine is ready: the portal speaks to it, and from then on the host is connected. */
    @POST
    @Path("/end")
    @Open
    @OwnCredentials
    public JoinedHostJson end(@HeaderParam("Authorization") @Nullable String authorization) {
        Bound bound = invitations.bound(token(authorization));
        HostProbe.Seen seen;
        try {
            seen = probe.look(bound.uri());
        } catch (RoomFailed e) {
            throw Refused.because(ComputeRefusal.JOIN_NO_ANSWER, String.valueOf(e.getMessage()));
        }
        commands.sendAs(JOINING, new ConnectHost(bound.host(), bound.uri()));
        invitations.end(bound.host());
        return new JoinedHostJson(bound.host().value(), bound.uri(), seen.software());
    }

    private static String token(@Nullable String authorization) {
        String[] parts =
                authorization == null ? new String[0] : authorization.strip().split(" +", 2);
        if (parts.length != 2 || !"Bearer".equalsIgnoreCase(parts[0])) {
            throw Refused.because(CommonRefusal.UNAUTHENTICATED, "Send the token of the invitation");
        }
        return parts[1];
    }

    private static PublicKey key(String text) {
        try {
            byte[] contents = Base64.getDecoder().decode(text);
            if (KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(contents)) instanceof ECPublicKey key
                    && key.getParams().getOrder().bitLength() >= 256) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unfit();
        }
        throw unfit();
    }

    private static Refused unfit() {
        return Refused.field(
                CommonRefusal.INVALID_FIELD,
                "publicKey",
                "publicKey must be a key on an elliptic curve of 256 bits or more, as DER in Base64");
    }

    /**
     * A machine that wants a certificate.
     *
     * @param publicKey its SubjectPublicKeyInfo as DER in Base64
     * @param address where the portal is to reach it, an IP address or a host name
     */
    public record CertificateRequest(
            @Nullable String publicKey, @Nullable String address) {}

    /** The host that it is now. */
    public record JoinedHostJson(long hostId, String uri, String software) {}
}
