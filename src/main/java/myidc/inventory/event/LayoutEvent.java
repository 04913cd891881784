package myidc.inventory.event;

import java.util.List;
import myidc.shared.id.LayoutId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** The life of a plan of what is to stand where. */
public sealed interface LayoutEvent {
    LayoutId layoutId();

    /**
     * A plan was begun.
     *
     * @param siteId where the racks are that it sets up
     * @param author a person's key
     */
    record LayoutDrafted(
            LayoutId layoutId,
            SiteId siteId,
            String name,
            @Nullable String note,
            List<LayoutStep> steps,
            String author) implements LayoutEvent {}

    /** A plan's words and steps were set anew. */
    record LayoutRevised(
            LayoutId layoutId, String name, @Nullable String note, List<LayoutStep> steps, String author)
            implements LayoutEvent {}

    /** A plan was put up for approval, on the ground as it was then. */
    record LayoutSubmitted(LayoutId layoutId, String author, List<Ground> ground) implements LayoutEvent {}

    /** A plan went back to be revised. */
    record LayoutReturned(
            LayoutId layoutId, String by, @Nullable String reason) implements LayoutEvent {}

    record LayoutApproved(LayoutId layoutId, String by) implements LayoutEvent {}

    /**
     * All steps of a plan were done; their facts name the plan as their cause.
     *
     * @param made what its steps made, such as {@code device-7}
     */
    record LayoutApplied(LayoutId layoutId, String by, List<String> made) implements LayoutEvent {}

    record LayoutDropped(
            LayoutId layoutId, String by, @Nullable String reason) implements LayoutEvent {}

    /**
     * How a thing was that the plan builds upon.
     *
     * @param thing such as {@code rack-7}
     * @param mark words that differ as soon as anything differs that matters to a plan
     */
    record Ground(String thing, String mark) {}
}
