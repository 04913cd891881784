package myidc.shared.id;

/** Identity of a subnet of a VPC. */
public record SubnetId(long value) implements Id {
    @Override
    public String kind() {
        return "subnet";
    }

    @Override
    public String toString() {
        return text();
    }
}
