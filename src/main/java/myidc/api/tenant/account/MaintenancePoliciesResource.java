package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.platform.security.Open;

/** What may become of guests when their host is worked on; a tenant chooses one in its settings. */
@Path("/{api:v4|v4beta}/maintenance/policies")
@Open
public final class MaintenancePoliciesResource {
    private static final int NOTICE_SECONDS = 259_200;
    private static final List<PolicyJson> POLICIES = List.of(
            new PolicyJson(
                    "linode/migrate",
                    "Migrate",
                    "Guests move to another host before the work begins.",
                    "linode_migrate",
                    NOTICE_SECONDS,
                    true),
            new PolicyJson(
                    "linode/power_off_on",
                    "Power off and on",
                    "Guests are shut down while their host is worked on, and started afterwards.",
                    "linode_power_off_on",
                    NOTICE_SECONDS,
                    false));
    private static final Attributes<PolicyJson> ATTRIBUTES = new Attributes<PolicyJson>()
            .with("slug", Kind.TEXT, PolicyJson::slug)
            .with("label", Kind.TEXT, PolicyJson::label)
            .with("is_default", Kind.FLAG, PolicyJson::isDefault);

    @GET
    public Listed<PolicyJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(POLICIES, query, policy -> policy);
    }

    /** Linode's maintenance policy object. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record PolicyJson(
            String slug, String label, String description, String type, int notificationPeriodSec, boolean isDefault) {}
}
