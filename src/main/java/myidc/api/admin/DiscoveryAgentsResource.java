package myidc.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import myidc.imports.DiscoveryAgents;
import myidc.imports.DiscoveryAgents.Agent;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Programs that may post what they discover or measure. */
@Path("/admin/v1/discovery-agents")
@Staff({Role.OPERATOR, Role.AUDITOR})
public final class DiscoveryAgentsResource {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    private final DiscoveryAgents agents;
    private final Commands commands;
    private final CurrentCaller callers;

    DiscoveryAgentsResource(DiscoveryAgents agents, Commands commands, CurrentCaller callers) {
        this.agents = agents;
        this.commands = commands;
        this.callers = callers;
    }

    @GET
    public List<DiscoveryAgentJson> list(@QueryParam("asOf") AsOf asOf) {
        return agents.list(AsOf.instant(asOf)).stream()
                .map(agent -> DiscoveryAgentJson.of(agent, null))
                .toList();
    }

    /** Admits an agent; its token is in this answer and nowhere else. */
    @POST
    @Staff(Role.OPERATOR)
    public DiscoveryAgentJson admit(DiscoveryAgentRequest body) {
        String name = Check.matches(
                "name", body.name(), NAME, "must be 2 to 40 lower-case letters, digits and '-', a letter first");
        Purpose purpose =
                body.purpose() == null ? Purpose.DISCOVERIES : Check.oneOf("purpose", body.purpose(), Purpose.class);
        return commands.perform(
                () -> agents.admit(name, purpose.scope, callers.get().who()),
                admitted -> DiscoveryAgentJson.of(admitted.agent(), admitted.token()));
    }

    @POST
    @Path("/{id}/revoke")
    @Staff(Role.OPERATOR)
    public Response revoke(@PathParam("id") long id) {
        agents.revoke(id);
        return Response.noContent().build();
    }

    /** What an agent may post. */
    public enum Purpose {
        DISCOVERIES(DiscoveryAgents.SCOPE),
        HOST_USAGE(DiscoveryAgents.USAGE_SCOPE);

        private final String scope;

        Purpose(String scope) {
            this.scope = scope;
        }

        static Purpose of(String scope) {
            return Arrays.stream(values())
                    .filter(each -> each.scope.equals(scope))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What an agent is called and what it is for; DISCOVERIES when it does not say. */
    public record DiscoveryAgentRequest(
            @Nullable String name, @Nullable String purpose) {}

    /** An agent; the token only where it was just made. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DiscoveryAgentJson(
            long id,
            String name,
            Purpose purpose,
            String createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt,
            @Nullable String token) {
        static DiscoveryAgentJson of(Agent agent, @Nullable String token) {
            return new DiscoveryAgentJson(
                    agent.id(),
                    agent.name(),
                    Purpose.of(agent.scope()),
                    agent.createdBy(),
                    agent.createdAt(),
                    agent.revokedAt(),
                    token);
        }
    }
}
