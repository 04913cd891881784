package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.Whoami;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.tenancy.TenantCommand.AcceptAgreements;
import myidc.tenancy.read.TenantView;
import org.jspecify.annotations.Nullable;

/** What the caller's tenant has agreed to. */
@Path("/{api:v4|v4beta}/account/agreements")
public final class AgreementsResource {
    private static final String EU_MODEL = "eu_model";
    private static final String MASTER = "master_service_agreement";
    private static final String PRIVACY = "privacy_policy";

    private final Whoami whoami;
    private final GrantGuard guard;
    private final Commands commands;

    AgreementsResource(Whoami whoami, GrantGuard guard, Commands commands) {
        this.whoami = whoami;
        this.guard = guard;
        this.commands = commands;
    }

    @GET
    @TenantScope("account:read_only")
    public AgreementsJson agreements() {
        guard.mayReadAccount();
        return AgreementsJson.of(whoami.tenant());
    }

    /** What is true is agreed to from now on; an agreement cannot be taken back. */
    @POST
    @TenantScope("account:read_write")
    public Map<String, String> accept(AgreementsRequest body) {
        guard.mayChangeAccount();
        AcceptAgreements command = new AcceptAgreements(whoami.tenantId(), body.accepted(whoami.tenant()));
        return commands.perform(() -> commands.send(command), Map::of);
    }

    /** Linode's agreements object. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record AgreementsJson(boolean privacyPolicy, boolean euModel, boolean masterServiceAgreement) {
        static AgreementsJson of(TenantView tenant) {
            List<String> accepted = List.of(tenant.agreements);
            return new AgreementsJson(
                    accepted.contains(PRIVACY), accepted.contains(EU_MODEL), accepted.contains(MASTER));
        }
    }

    /** Body of POST /account/agreements. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record AgreementsRequest(
            @Nullable Boolean privacyPolicy,
            @Nullable Boolean euModel,
            @Nullable Boolean masterServiceAgreement) {
        List<String> accepted(TenantView tenant) {
            List<String> accepted = new ArrayList<>();
            add(accepted, tenant, PRIVACY, privacyPolicy);
            add(accepted, tenant, EU_MODEL, euModel);
            add(accepted, tenant, MASTER, masterServiceAgreement);
            return accepted;
        }

        private static void add(List<String> accepted, TenantView tenant, String name, @Nullable Boolean asked) {
            if (Boolean.TRUE.equals(asked)) {
                accepted.add(name);
            } else if (asked != null && List.of(tenant.agreements).contains(name)) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, name, name + " was agreed to and cannot be taken back");
            }
        }
    }
}
