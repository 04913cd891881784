package myidc.shared.id;

/** Identity of a webhook. */
public record WebhookId(long value) implements Id {
    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public String toString() {
        return text();
    }
}
