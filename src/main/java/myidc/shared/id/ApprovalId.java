package myidc.shared.id;

/** Identity of a request for approval. */
public record ApprovalId(long value) implements Id {
    @Override
    public String kind() {
        return "approval";
    }

    @Override
    public String toString() {
        return text();
    }
}
