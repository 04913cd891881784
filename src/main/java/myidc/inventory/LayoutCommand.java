package myidc.inventory;

import java.util.List;
import myidc.inventory.event.LayoutEvent.Ground;
import myidc.inventory.event.LayoutStep;
import myidc.shared.id.LayoutId;
import myidc.shared.id.SiteId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a plan. Who asks is a person's key. */
public sealed interface LayoutCommand {
    record DraftLayout(@TargetAggregateIdentifier LayoutId layoutId, SiteId siteId, Draft draft, String author)
            implements LayoutCommand {}

    record ReviseLayout(
            @TargetAggregateIdentifier LayoutId layoutId,
            @Nullable Long expectedVersion,
            Draft draft,
            String author) implements LayoutCommand {}

    record SubmitLayout(
            @TargetAggregateIdentifier LayoutId layoutId,
            @Nullable Long expectedVersion,
            String author,
            List<Ground> ground)
            implements LayoutCommand {}

    record ReturnLayout(
            @TargetAggregateIdentifier LayoutId layoutId,
            String by,
            @Nullable String reason) implements LayoutCommand {}

    /**
     * Approves a plan on the ground as it is now.
     *
     * @param byAnother true when who wrote or submitted it may not
     */
    record ApproveLayout(
            @TargetAggregateIdentifier LayoutId layoutId,
            @Nullable Long expectedVersion,
            String by,
            List<Ground> ground,
            boolean byAnother)
            implements LayoutCommand {}

    /** Goes before the commands of the steps, in the same call: refused unless the plan may be applied now. */
    record BeginLayout(@TargetAggregateIdentifier LayoutId layoutId, List<Ground> ground) implements LayoutCommand {}

    /** Follows the commands of the steps, in the same call. */
    record FinishLayout(@TargetAggregateIdentifier LayoutId layoutId, String by, List<String> made)
            implements LayoutCommand {}

    record DropLayout(
            @TargetAggregateIdentifier LayoutId layoutId,
            String by,
            @Nullable String reason) implements LayoutCommand {}

    /** What a plan says. */
    record Draft(String name, @Nullable String note, List<LayoutStep> steps) {}
}
