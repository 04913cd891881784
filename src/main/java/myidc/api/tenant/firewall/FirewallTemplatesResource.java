package myidc.api.tenant.firewall;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.stream.Stream;
import myidc.api.tenant.firewall.RulesJson.AddressesJson;
import myidc.api.tenant.firewall.RulesJson.RuleJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.network.NetworkRefusal;
import myidc.platform.security.TenantScope;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Rules to begin with. */
@Path("/{api:v4|v4beta}/networking/firewalls/templates")
@TenantScope("firewall:read_only")
public final class FirewallTemplatesResource {
    private static final AddressesJson ANYWHERE = new AddressesJson(List.of("0.0.0.0/0"), List.of("::/0"));
    private static final AddressesJson PRIVATE =
            new AddressesJson(List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"), null);
    private static final RuleJson SSH =
            rule(new Traffic("TCP", "22"), ANYWHERE, "accept-inbound-ssh", "SSH from anywhere, to sign in");
    private static final RuleJson ICMP =
            rule(new Traffic("ICMP", null), ANYWHERE, "accept-inbound-icmp", "ICMP from anywhere, to find faults");
    private static final List<TemplateJson> TEMPLATES = List.of(
            template("public", Stream.of(SSH, ICMP)),
            template(
                    "vpc",
                    Stream.of(
                            SSH,
                            ICMP,
                            rule(new Traffic("TCP", null), PRIVATE, "accept-private-tcp", "TCP from private networks"),
                            rule(
                                    new Traffic("UDP", null),
                                    PRIVATE,
                                    "accept-private-udp",
                                    "UDP from private networks"))));
    private static final Attributes<TemplateJson> ATTRIBUTES =
            new Attributes<TemplateJson>().with("slug", Kind.TEXT, TemplateJson::slug);

    @GET
    public Listed<TemplateJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(TEMPLATES, query, template -> template);
    }

    @GET
    @Path("/{slug}")
    public TemplateJson one(@PathParam("slug") String slug) {
        return TEMPLATES.stream()
                .filter(template -> template.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> Refused.because(NetworkRefusal.FIREWALL_TEMPLATE_UNKNOWN, "Not found"));
    }

    private static TemplateJson template(String slug, Stream<RuleJson> inbound) {
        return new TemplateJson(slug, new RulesOfTemplate(inbound.toList(), "DROP", List.of(), "ACCEPT"));
    }

    private static RuleJson rule(Traffic traffic, AddressesJson from, String label, String description) {
        return new RuleJson("ACCEPT", traffic.protocol(), traffic.ports(), from, label, description, null);
    }

    private record Traffic(String protocol, @Nullable String ports) {}

    /** Linode's firewall template object. */
    public record TemplateJson(String slug, RulesOfTemplate rules) {}

    /** Rules without a version: nobody has them yet. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RulesOfTemplate(
            List<RuleJson> inbound, String inboundPolicy, List<RuleJson> outbound, String outboundPolicy) {}
}
