package myidc.api.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import myidc.api.tenant.wire.GrantGuard;
import myidc.billing.BillingRefusal;
import myidc.billing.NoticeKind;
import myidc.billing.WebhookCommand.PauseWebhook;
import myidc.billing.WebhookCommand.ResumeWebhook;
import myidc.billing.read.Webhooks;
import myidc.billing.read.Webhooks.Delivery;
import myidc.billing.read.Webhooks.WebhookRow;
import myidc.billing.reconcile.NoticeQueue;
import myidc.billing.reconcile.WebhookDesk;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import myidc.shared.id.WebhookId;
import org.jspecify.annotations.Nullable;

/** Addresses that a tenant's notices are posted to, and what became of each. */
@Path("/portal/v1/webhooks")
@TenantScope("account:read_only")
public final class WebhooksResource {
    private static final String WRITE = "account:read_write";

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Webhooks webhooks;
    private final WebhookDesk desk;
    private final NoticeQueue queue;
    private final Commands commands;

    WebhooksResource(
            CurrentCaller callers,
            GrantGuard guard,
            Webhooks webhooks,
            WebhookDesk desk,
            NoticeQueue queue,
            Commands commands) {
        this.callers = callers;
        this.guard = guard;
        this.webhooks = webhooks;
        this.desk = desk;
        this.queue = queue;
        this.commands = commands;
    }

    @GET
    public List<WebhookJson> list() {
        return webhooks.list(reader()).stream().map(WebhookJson::of).toList();
    }

    /** What a webhook may ask for by name. */
    @GET
    @Path("/kinds")
    public List<String> kinds() {
        reader();
        return NoticeKind.names().stream().sorted().toList();
    }

    /** Registers an address; its secret is in this answer and in no other. */
    @POST
    @TenantScope(WRITE)
    public WebhookJson register(WebhookRequest body) {
        TenantId tenant = writer();
        String url = Check.text("url", body.url(), 500);
        List<String> kinds = body.kinds() == null ? List.of() : body.kinds();
        if (kinds.size() > NoticeKind.names().size() || kinds.stream().anyMatch(kind -> kind == null)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "kinds", "kinds must be of " + NoticeKind.names());
        }
        String secret = desk.secret();
        return commands.perform(
                        () -> desk.register(tenant, url, kinds, secret),
                        id -> WebhookJson.of(webhooks.find(tenant, id.value()).orElseThrow()))
                .with(secret);
    }

    @DELETE
    @Path("/{id}")
    @TenantScope(WRITE)
    public void remove(@PathParam("id") long id) {
        WebhookId known = known(writer(), id);
        commands.perform(() -> desk.remove(known), () -> Boolean.TRUE);
    }

    /** Another secret from now on; it is in this answer and in no other. */
    @POST
    @Path("/{id}/secret")
    @TenantScope(WRITE)
    public WebhookJson replaceSecret(@PathParam("id") long id) {
        TenantId tenant = writer();
        WebhookId known = known(tenant, id);
        String secret = desk.secret();
        return commands.perform(
                        () -> desk.replaceSecret(known, secret),
                        () -> WebhookJson.of(webhooks.find(tenant, id).orElseThrow()))
                .with(secret);
    }

    @POST
    @Path("/{id}/pause")
    @TenantScope(WRITE)
    public WebhookJson pause(@PathParam("id") long id) {
        TenantId tenant = writer();
        WebhookId known = known(tenant, id);
        return commands.perform(
                () -> commands.send(new PauseWebhook(known, "Paused by its owner")),
                () -> WebhookJson.of(webhooks.find(tenant, id).orElseThrow()));
    }

    @POST
    @Path("/{id}/resume")
    @TenantScope(WRITE)
    public WebhookJson resume(@PathParam("id") long id) {
        TenantId tenant = writer();
        WebhookId known = known(tenant, id);
        return commands.perform(
                () -> commands.send(new ResumeWebhook(known)),
                () -> WebhookJson.of(webhooks.find(tenant, id).orElseThrow()));
    }

    /** Deliveries of the last thirty days, newest first. */
    @GET
    @Path("/{id}/deliveries")
    public Page<Delivery> deliveries(@PathParam("id") long id, @BeanParam PageQuery page) {
        return webhooks.deliveries(known(reader(), id).value(), page.ask());
    }

    /** Sends a delivery once more; the answer is the list with the new one first. */
    @POST
    @Path("/{id}/deliveries/{n}/replay")
    @TenantScope(WRITE)
    public Page<Delivery> replay(@PathParam("id") long id, @PathParam("n") long n) {
        WebhookId known = known(writer(), id);
        return commands.perform(
                () -> queue.replay(known.value(), n),
                made -> webhooks.deliveries(known.value(), new Page.Ask(1, Page.SIZE_MAX)));
    }

    private WebhookId known(TenantId tenant, long id) {
        return webhooks.find(tenant, id)
                .map(row -> new WebhookId(row.id()))
                .orElseThrow(() -> Refused.because(BillingRefusal.WEBHOOK_NOT_FOUND, "There is no webhook " + id));
    }

    private TenantId reader() {
        guard.mayReadAccount();
        return callers.get().ownTenant();
    }

    private TenantId writer() {
        guard.mayChangeAccount();
        return callers.get().ownTenant();
    }

    /** Where to, and which notices; all when none is named. */
    public record WebhookRequest(
            @Nullable String url, @Nullable List<String> kinds) {}

    /** A webhook; {@code secret} only in the answer that made it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WebhookJson(
            long id,
            String url,
            List<String> kinds,
            @Nullable String paused,
            Instant registeredAt,
            @Nullable String secret) {
        static WebhookJson of(WebhookRow row) {
            return new WebhookJson(row.id(), row.url(), row.kinds(), row.paused(), row.registeredAt(), null);
        }

        WebhookJson with(String made) {
            return new WebhookJson(id, url, kinds, paused, registeredAt, made);
        }
    }
}
