package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import myidc.metering.intake.Agents;
import myidc.metering.intake.Agents.Agent;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Programs that may send samples. */
@Path("/admin/v1/meter-agents")
@Staff({Role.OPERATOR, Role.AUDITOR})
public final class MeterAgentsResource {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    private final Agents agents;
    private final Commands commands;
    private final CurrentCaller callers;

    MeterAgentsResource(Agents agents, Commands commands, CurrentCaller callers) {
        this.agents = agents;
        this.commands = commands;
        this.callers = callers;
    }

    @GET
    public List<AgentJson> list() {
        return agents.list().stream().map(agent -> AgentJson.of(agent, null)).toList();
    }

    /** Admits an agent; its token is in this answer and nowhere else. */
    @POST
    @Staff(Role.OPERATOR)
    public AgentJson admit(AgentRequest body) {
        String name = Check.matches(
                "name", body.name(), NAME, "must be 2 to 40 lower-case letters, digits and '-', a letter first");
        return commands.perform(
                () -> agents.admit(name, callers.get().who()),
                admitted -> AgentJson.of(admitted.agent(), admitted.token()));
    }

    @POST
    @Path("/{id}/revoke")
    @Staff(Role.OPERATOR)
    public Response revoke(@PathParam("id") long id) {
        agents.revoke(id);
        return Response.noContent().build();
    }

    /** What an agent is called. */
    public record AgentRequest(@Nullable String name) {}

    /** An agent; the token only where it was just made. */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
    public record AgentJson(
            long id,
            String name,
            String createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt,
            @Nullable String token) {
        static AgentJson of(Agent agent, @Nullable String token) {
            return new AgentJson(
                    agent.id(), agent.name(), agent.createdBy(), agent.createdAt(), agent.revokedAt(), token);
        }
    }
}
