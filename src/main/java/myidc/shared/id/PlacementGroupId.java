package myidc.shared.id;

/** Identity of a placement group. */
public record PlacementGroupId(long value) implements Id {
    @Override
    public String kind() {
        return "placementgroup";
    }

    @Override
    public String toString() {
        return text();
    }
}
