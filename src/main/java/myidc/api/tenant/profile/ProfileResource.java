package myidc.api.tenant.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.account.Grantables;
import myidc.api.tenant.account.GrantsJson;
import myidc.api.tenant.profile.ProfileJson.ProfileChange;
import myidc.api.tenant.wire.Whoami;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.tenancy.ConsoleKeys;
import myidc.tenancy.Passwords;
import myidc.tenancy.PersonCommand.ChangeProfile;
import myidc.tenancy.PersonCommand.ChooseConsoleSignIn;
import myidc.tenancy.PersonCommand.LimitSignIn;
import myidc.tenancy.PersonCommand.SetConsoleKeys;
import myidc.tenancy.PersonCommand.SetPassword;
import myidc.tenancy.Preferences;
import myidc.tenancy.SignIn;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.event.ConsoleSignIn;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.Rights;
import org.jspecify.annotations.Nullable;

/** The caller's own profile. */
@Path("/{api:v4|v4beta}/profile")
public final class ProfileResource {
    private final Whoami whoami;
    private final Rights rights;
    private final Commands commands;
    private final Preferences preferences;
    private final Grantables grantables;
    private final SignIn signIn;
    private final Passwords passwords;
    private final ObjectMapper json;

    ProfileResource(
            Whoami whoami,
            Rights rights,
            Commands commands,
            Preferences preferences,
            Grantables grantables,
            SignIn signIn,
            Passwords passwords,
            ObjectMapper json) {
        this.whoami = whoami;
        this.rights = rights;
        this.commands = commands;
        this.preferences = preferences;
        this.grantables = grantables;
        this.signIn = signIn;
        this.passwords = passwords;
        this.json = json;
    }

    /** Any token shows whose it is: clients ask this before anything else. Who chose no time zone has their account's. */
    @GET
    @TenantScope({})
    public ProfileJson mine() {
        PersonView person = whoami.person();
        return ProfileJson.of(person, whoami.tenant().timeZone);
    }

    @PUT
    @TenantScope("account:read_write")
    public ProfileJson change(ProfileChange body) {
        PersonView person = whoami.person();
        ChangeProfile command = new ChangeProfile(person.personId(), body.over(person));
        boolean unlimited = body.endsLimit(person);
        ConsoleSignIn by = body.consoleSignIn();
        List<String> keys = body.authorizedKeys() == null ? null : ConsoleKeys.checked(body.authorizedKeys());
        return commands.perform(
                () -> {
                    commands.send(command);
                    if (unlimited) {
                        commands.send(new LimitSignIn(person.personId(), List.of(), person.personId()));
                    }
                    if (by != null) {
                        commands.send(new ChooseConsoleSignIn(person.personId(), by));
                    }
                    if (keys != null) {
                        commands.send(new SetConsoleKeys(person.personId(), keys));
                    }
                },
                this::mine);
    }

    /** Those of the caller's groups are among them. An unrestricted user has every grant, which the contract says by an empty answer. */
    @GET
    @Path("/grants")
    @TenantScope({})
    public Response grants() {
        PersonView person = whoami.person();
        return person.restricted
                ? Response.ok(GrantsJson.of(rights.of(person), grantables.of(whoami.tenantId())))
                        .build()
                : Response.noContent().build();
    }

    @GET
    @Path("/preferences")
    @TenantScope("account:read_only")
    public JsonNode preferences() throws IOException {
        return json.readTree(preferences.of(whoami.personId()));
    }

    @PUT
    @Path("/preferences")
    @TenantScope("account:read_write")
    public JsonNode prefer(@Nullable JsonNode body) throws IOException {
        if (body == null || !body.isObject()) {
            throw Refused.because(CommonRefusal.MALFORMED_BODY, "Preferences must be a JSON object");
        }
        preferences.keep(whoami.personId(), json.writeValueAsString(body));
        return preferences();
    }

    /** Changes the caller's own password, who proves the present one; not of Linode's contract. */
    @POST
    @Path("/password")
    @TenantScope("account:read_write")
    public Map<String, Object> password(PasswordChange body, @Context HttpServerRequest http) {
        PersonView person = whoami.person();
        String address =
                http.remoteAddress() == null ? "" : http.remoteAddress().hostAddress();
        String present = Check.present("password", body.password());
        String wanted = Check.present("new_password", body.newPassword());
        if (!signIn.proves(person, present, address)) {
            throw Refused.field(TenancyRefusal.PASSWORD_WRONG, "password", "password is not the present one");
        }
        commands.send(new SetPassword(person.personId(), passwords.hashed(wanted, person.username)));
        return Map.of();
    }

    /** The present password and the next. */
    public record PasswordChange(
            @Nullable String password,

            @com.fasterxml.jackson.annotation.JsonProperty("new_password") @Nullable
            String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }
}
