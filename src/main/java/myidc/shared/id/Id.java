package myidc.shared.id;

/** A typed identity: a kind and a positive number; prints as {@code kind-number}, which is its name in the event store. */
public interface Id {
    long value();

    String kind();

    default String text() {
        return kind() + "-" + value();
    }
}
