package myidc.imports;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** What rows of one kind mean: sends the commands for one, in the call under way. */
interface RowWork {
    /**
     * Applies a row; refused naming the column that is wrong. What it came to is asked when the views are written, before
     * the call ends.
     */
    Supplier<Done> apply(Cells cells, Wish wish);

    /** Reads for the call under way what taking back all of these will ask for one by one. */
    default void ahead(List<Made> made) {}

    /** Takes back what a row made; refused when it was changed since. */
    void undo(Made made);

    /**
     * What holds for all rows of a batch.
     *
     * @param site where rows go that name none
     */
    record Wish(@Nullable SiteId site) {}

    /**
     * What a row came to.
     *
     * @param made what is to be undone; null when nothing changed
     * @param note what the reader should know, such as a figure taken for unknown
     */
    record Done(
            Outcome outcome, @Nullable Made made, @Nullable String note) {}

    /** What became of a row. */
    enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /**
     * What a row made or changed.
     *
     * @param thing such as {@code device-7}
     * @param before the cells it had; empty when it is new
     */
    record Made(String thing, Map<String, String> before) {}
}
