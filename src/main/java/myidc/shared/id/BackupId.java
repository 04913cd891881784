package myidc.shared.id;

/** Identity of a backup of a guest. */
public record BackupId(long value) implements Id {
    @Override
    public String kind() {
        return "backup";
    }

    @Override
    public String toString() {
        return text();
    }
}
