package myidc.platform.axon;

import java.util.List;

/** A handler that writes view rows and can be rebuilt from the first event; its group ends in {@code .read}. */
public interface Projection extends Handler {
    /** The projection's name as operators see it, for example {@code inventory.racks}. */
    String name();

    /** The tables this projection alone writes; a rebuild empties and refills them. */
    List<String> tables();

    /** Kinds of history rows this projection alone writes. */
    default List<String> histories() {
        return List.of();
    }
}
