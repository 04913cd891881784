package myidc.api.portal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.Whoami;
import myidc.platform.security.TenantScope;
import myidc.tenancy.event.Grants.Grant;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.Rights;
import org.jspecify.annotations.Nullable;

/** What the caller may do and who gave it, so that screens can say why something is off. */
@Path("/portal/v1/rights")
@TenantScope("account:read_only")
public final class RightsResource {
    private final Whoami whoami;
    private final Rights rights;

    RightsResource(Whoami whoami, Rights rights) {
        this.whoami = whoami;
        this.rights = rights;
    }

    /** The caller's own grants first, then those of their groups; no source for who may do everything. */
    @GET
    public RightsJson mine() {
        PersonView person = whoami.person();
        return new RightsJson(
                whoami.tenant().currency,
                person.restricted,
                person.restricted
                        ? rights.sources(person).stream().map(SourceJson::of).toList()
                        : List.of());
    }

    /**
     * What somebody may do.
     *
     * @param currency what the prices shown to them are in: that of the account
     */
    public record RightsJson(String currency, boolean restricted, List<SourceJson> sources) {}

    /**
     * Grants and who has them.
     *
     * @param group the label of the group, null for the person's own
     */
    public record SourceJson(
            @Nullable String group,
            @Nullable String accountAccess,
            List<String> mayDo,
            Map<String, List<Grant>> onThings) {
        static SourceJson of(Rights.Source source) {
            return new SourceJson(
                    source.group(),
                    source.grants().accountAccess(),
                    source.grants().mayDo(),
                    source.grants().onThings());
        }
    }
}
