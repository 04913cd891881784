package myidc.shared.id;

/** Identity of a span in which the portal itself is worked on. */
public record PortalMaintenanceId(long value) implements Id {
    @Override
    public String kind() {
        return "portalmaintenance";
    }

    @Override
    public String toString() {
        return text();
    }
}
