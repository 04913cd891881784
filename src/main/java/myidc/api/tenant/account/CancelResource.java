package myidc.api.tenant.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import myidc.api.LeftBehind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.id.TenantId;
import myidc.tenancy.TenantCommand.CloseTenant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Closes the caller's account, once nothing that is billed or holds data is left in it. */
@Path("/{api:v4|v4beta}/account/cancel")
@TenantScope("account:read_write")
public final class CancelResource {
    private static final int COMMENTS_MAX = 2_000;

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Commands commands;
    private final LeftBehind left;
    private final String survey;

    /** @param survey where whoever leaves may say why, as the operator has it; none by itself */
    CancelResource(
            CurrentCaller callers,
            GrantGuard guard,
            Commands commands,
            LeftBehind left,
            @ConfigProperty(name = "myidc.survey-link", defaultValue = "none") String survey) {
        this.callers = callers;
        this.guard = guard;
        this.commands = commands;
        this.left = left;
        this.survey = survey.equals("none") ? "" : survey;
    }

    @POST
    public CancelledJson close(@Nullable CancelRequest body) {
        guard.mayChangeAccount();
        guard.mayDo("cancel_account");
        TenantId tenant = callers.get().ownTenant();
        String comments = body == null ? null : Check.optionalText("comments", body.comments(), COMMENTS_MAX);
        CloseTenant command = new CloseTenant(tenant, comments == null ? "" : comments);
        return commands.perform(
                () -> {
                    left.refuseAny(tenant);
                    commands.send(command);
                },
                () -> new CancelledJson(survey));
    }

    /** Body of POST /account/cancel. */
    public record CancelRequest(@Nullable String comments) {}

    /** Where to say why. */
    public record CancelledJson(@JsonProperty("survey_link") String surveyLink) {}
}
