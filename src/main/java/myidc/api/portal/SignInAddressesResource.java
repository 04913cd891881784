package myidc.api.portal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import myidc.api.auth.SessionCookies;
import myidc.api.tenant.wire.Whoami;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.tenancy.PersonCommand.LimitSignIn;
import myidc.tenancy.SignInAddresses;
import myidc.tenancy.TenancyRefusal;
import org.jspecify.annotations.Nullable;

/** From where the caller signs in. Tokens of programs and sessions that are open stay as they are. */
@Path("/portal/v1/sign-in-addresses")
@TenantScope("account:read_only")
public final class SignInAddressesResource {
    private final Whoami whoami;
    private final Commands commands;

    SignInAddressesResource(Whoami whoami, Commands commands) {
        this.whoami = whoami;
        this.commands = commands;
    }

    @GET
    public AddressesJson own(@Context HttpServerRequest http) {
        return shown(SessionCookies.addressOf(http));
    }

    /** The caller signs in from these alone from now on, or from anywhere for none. */
    @PUT
    @TenantScope("account:read_write")
    public AddressesJson limit(AddressesRequest body, @Context HttpServerRequest http) {
        List<String> prefixes = SignInAddresses.checked(Check.present("prefixes", body.prefixes()));
        String address = SessionCookies.addressOf(http);
        if (!Boolean.TRUE.equals(body.confirmed()) && !SignInAddresses.letIn(prefixes, address)) {
            throw Refused.because(
                    TenancyRefusal.SIGN_IN_LOCKS_OUT,
                    "You are at " + address + ", which none of the prefixes holds: confirm that you mean it");
        }
        PersonId person = whoami.personId();
        return commands.perform(() -> commands.send(new LimitSignIn(person, prefixes, person)), () -> shown(address));
    }

    private AddressesJson shown(String address) {
        return new AddressesJson(List.of(whoami.person().signInFrom), address);
    }

    /**
     * From where the caller signs in.
     *
     * @param prefixes addresses and prefixes; none for anywhere
     * @param address from where this request came
     */
    public record AddressesJson(List<String> prefixes, String address) {}

    /**
     * From where the caller is to sign in.
     *
     * @param prefixes addresses and prefixes, at most 50; none for anywhere
     * @param confirmed whether it may be so that this request's address is not among them
     */
    public record AddressesRequest(
            @Nullable List<String> prefixes, @Nullable Boolean confirmed) {}
}
