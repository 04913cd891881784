package myidc.shared.id;

/** Identity of a VPC. */
public record VpcId(long value) implements Id {
    @Override
    public String kind() {
        return "vpc";
    }

    @Override
    public String toString() {
        return text();
    }
}
