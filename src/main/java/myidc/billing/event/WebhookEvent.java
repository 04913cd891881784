package myidc.billing.event;

import java.util.List;
import myidc.shared.id.TenantId;
import myidc.shared.id.WebhookId;

/** The life of a webhook: an address that a tenant's notices are posted to. Its secret is kept beside the facts. */
public sealed interface WebhookEvent {
    WebhookId webhookId();

    /**
     * A tenant wants notices at an address.
     *
     * @param kinds which; all when empty
     */
    record WebhookRegistered(WebhookId webhookId, TenantId tenantId, String url, List<String> kinds)
            implements WebhookEvent {
        public WebhookRegistered {
            kinds = List.copyOf(kinds);
        }
    }

    /** From now on another secret signs. */
    record WebhookSecretReplaced(WebhookId webhookId) implements WebhookEvent {}

    /** Nothing is sent for the time being, and why. */
    record WebhookPaused(WebhookId webhookId, String reason) implements WebhookEvent {}

    record WebhookResumed(WebhookId webhookId) implements WebhookEvent {}

    record WebhookRemoved(WebhookId webhookId) implements WebhookEvent {}
}
