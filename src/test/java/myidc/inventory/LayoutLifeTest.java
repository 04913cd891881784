package myidc.inventory;

import static myidc.shared.RefusedFor.refusedFor;

import java.math.BigDecimal;
import java.util.List;
import myidc.inventory.LayoutCommand.ApproveLayout;
import myidc.inventory.LayoutCommand.BeginLayout;
import myidc.inventory.LayoutCommand.Draft;
import myidc.inventory.LayoutCommand.DraftLayout;
import myidc.inventory.LayoutCommand.DropLayout;
import myidc.inventory.LayoutCommand.FinishLayout;
import myidc.inventory.LayoutCommand.ReturnLayout;
import myidc.inventory.LayoutCommand.ReviseLayout;
import myidc.inventory.LayoutCommand.SubmitLayout;
import myidc.inventory.event.Face;
import myidc.inventory.event.LayoutDeed;
import myidc.inventory.event.LayoutEvent.Ground;
import myidc.inventory.event.LayoutEvent.LayoutApplied;
import myidc.inventory.event.LayoutEvent.LayoutApproved;
import myidc.inventory.event.LayoutEvent.LayoutDrafted;
import myidc.inventory.event.LayoutEvent.LayoutDropped;
import myidc.inventory.event.LayoutEvent.LayoutReturned;
import myidc.inventory.event.LayoutEvent.LayoutSubmitted;
import myidc.inventory.event.LayoutStep;
import myidc.shared.CommonRefusal;
import myidc.shared.id.DeviceId;
import myidc.shared.id.LayoutId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** A plan from its first line to its end. */
class LayoutLifeTest {
    private static final LayoutId PLAN = new LayoutId(1);
    private static final SiteId SITE = new SiteId(2);
    private static final LayoutStep MOVE = new LayoutStep(
            LayoutDeed.MOVE,
            new DeviceId(3),
            null,
            new RackId(4),
            null,
            Face.FRONT,
            new BigDecimal("10"),
            null,
            null,
            null,
            null,
            null);
    private static final LayoutDrafted DRAFTED =
            new LayoutDrafted(PLAN, SITE, "Free the row", null, List.of(MOVE), "person-1");
    private static final List<Ground> GROUND = List.of(new Ground("rack-4", "empty"));
    private static final LayoutSubmitted SUBMITTED = new LayoutSubmitted(PLAN, "person-1", GROUND);
    private static final LayoutApproved APPROVED = new LayoutApproved(PLAN, "person-2");

    private final AggregateTestFixture<Layout> plan = new AggregateTestFixture<>(Layout.class);

    @Test
    void aPlanIsDraftedWithItsStepsInOrder() {
        plan.givenNoPriorActivity()
                .when(new DraftLayout(PLAN, SITE, new Draft(" Free the row ", null, List.of(MOVE)), "person-1"))
                .expectEvents(DRAFTED);
    }

    @Test
    void aStepIntoARackThatNoEarlierStepSetsUpIsRefused() {
        LayoutStep early = new LayoutStep(
                LayoutDeed.INSTALL,
                new DeviceId(3),
                null,
                null,
                "R-new",
                Face.FRONT,
                BigDecimal.TEN,
                null,
                null,
                null,
                null,
                null);
        plan.given(DRAFTED)
                .when(new ReviseLayout(PLAN, null, new Draft("x", null, List.of(early)), "person-1"))
                .expectException(refusedFor(InventoryRefusal.RACK_UNKNOWN));
    }

    @Test
    void aPlanReadBeforeSomebodyElseChangedItIsNotOverwritten() {
        plan.given(DRAFTED)
                .when(new ReviseLayout(PLAN, 7L, new Draft("x", null, List.of(MOVE)), "person-1"))
                .expectException(refusedFor(CommonRefusal.VERSION_STALE));
    }

    @Test
    void aPlanWithoutStepsIsNotSubmitted() {
        plan.given(new LayoutDrafted(PLAN, SITE, "x", null, List.of(), "person-1"))
                .when(new SubmitLayout(PLAN, null, "person-1", List.of()))
                .expectException(refusedFor(InventoryRefusal.LAYOUT_EMPTY));
    }

    @Test
    void whoWroteAPlanDoesNotApproveItWhereAnotherMust() {
        plan.given(DRAFTED, SUBMITTED)
                .when(new ApproveLayout(PLAN, null, "person-1", GROUND, true))
                .expectException(refusedFor(InventoryRefusal.LAYOUT_OWN));
        plan.given(DRAFTED, SUBMITTED)
                .when(new ApproveLayout(PLAN, null, "person-2", GROUND, true))
                .expectEvents(APPROVED);
        plan.given(DRAFTED, SUBMITTED)
                .when(new ApproveLayout(PLAN, null, "person-1", GROUND, false))
                .expectEvents(new LayoutApproved(PLAN, "person-1"));
    }

    @Test
    void onOtherGroundNothingIsApprovedOrApplied() {
        List<Ground> other = List.of(new Ground("rack-4", "one device"));
        plan.given(DRAFTED, SUBMITTED)
                .when(new ApproveLayout(PLAN, null, "person-2", other, true))
                .expectException(refusedFor(InventoryRefusal.LAYOUT_OUT_OF_DATE));
        plan.given(DRAFTED, SUBMITTED, APPROVED)
                .when(new BeginLayout(PLAN, other))
                .expectException(refusedFor(InventoryRefusal.LAYOUT_OUT_OF_DATE));
    }

    @Test
    void onlyAnApprovedPlanIsApplied() {
        plan.given(DRAFTED, SUBMITTED)
                .when(new BeginLayout(PLAN, GROUND))
                .expectException(refusedFor(InventoryRefusal.LAYOUT_STATE));
        plan.given(DRAFTED, SUBMITTED, APPROVED)
                .when(new FinishLayout(PLAN, "person-2", List.of()))
                .expectEvents(new LayoutApplied(PLAN, "person-2", List.of()));
    }

    @Test
    void aReturnedPlanIsRevisedAndSubmittedAnew() {
        plan.given(DRAFTED, SUBMITTED)
                .when(new ReturnLayout(PLAN, "person-2", "not above the switch"))
                .expectEvents(new LayoutReturned(PLAN, "person-2", "not above the switch"));
        plan.given(DRAFTED, SUBMITTED, new LayoutReturned(PLAN, "person-2", null))
                .when(new ApproveLayout(PLAN, null, "person-2", GROUND, true))
                .expectException(refusedFor(InventoryRefusal.LAYOUT_STATE));
    }

    @Test
    void whatWasAppliedIsNotDropped() {
        plan.given(DRAFTED, SUBMITTED)
                .when(new DropLayout(PLAN, "person-2", null))
                .expectEvents(new LayoutDropped(PLAN, "person-2", null));
        plan.given(DRAFTED, SUBMITTED, APPROVED, new LayoutApplied(PLAN, "person-2", List.of()))
                .when(new DropLayout(PLAN, "person-2", null))
                .expectException(refusedFor(InventoryRefusal.LAYOUT_STATE));
    }
}
