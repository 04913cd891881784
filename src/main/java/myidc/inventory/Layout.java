package myidc.inventory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import myidc.inventory.LayoutCommand.ApproveLayout;
import myidc.inventory.LayoutCommand.BeginLayout;
import myidc.inventory.LayoutCommand.Draft;
import myidc.inventory.LayoutCommand.DraftLayout;
import myidc.inventory.LayoutCommand.DropLayout;
import myidc.inventory.LayoutCommand.FinishLayout;
import myidc.inventory.LayoutCommand.ReturnLayout;
import myidc.inventory.LayoutCommand.ReviseLayout;
import myidc.inventory.LayoutCommand.SubmitLayout;
import myidc.inventory.event.LayoutEvent.Ground;
import myidc.inventory.event.LayoutEvent.LayoutApplied;
import myidc.inventory.event.LayoutEvent.LayoutApproved;
import myidc.inventory.event.LayoutEvent.LayoutDrafted;
import myidc.inventory.event.LayoutEvent.LayoutDropped;
import myidc.inventory.event.LayoutEvent.LayoutReturned;
import myidc.inventory.event.LayoutEvent.LayoutRevised;
import myidc.inventory.event.LayoutEvent.LayoutSubmitted;
import myidc.inventory.event.LayoutStep;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.LayoutId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A plan of what is to stand where: written, submitted, approved, then done as a whole, or dropped. */
final class Layout {
    @AggregateIdentifier
    private @Nullable LayoutId id;

    private LayoutState state = LayoutState.DRAFT;
    private String name = "";
    private @Nullable String note;
    private List<LayoutStep> steps = List.of();
    private List<Ground> ground = List.of();
    private Set<String> authors = new HashSet<>();

    Layout() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(DraftLayout command) {
        Draft draft = LayoutSteps.checked(command.draft());
        apply(new LayoutDrafted(
                command.layoutId(), command.siteId(), draft.name(), draft.note(), draft.steps(), command.author()));
    }

    @CommandHandler
    void decide(ReviseLayout command) {
        Check.version(command.expectedVersion(), getVersion());
        allow("revised", LayoutState.DRAFT);
        Draft draft = LayoutSteps.checked(command.draft());
        if (!draft.equals(new Draft(name, note, steps))) {
            apply(new LayoutRevised(command.layoutId(), draft.name(), draft.note(), draft.steps(), command.author()));
        }
    }

    @CommandHandler
    void decide(SubmitLayout command) {
        Check.version(command.expectedVersion(), getVersion());
        allow("submitted", LayoutState.DRAFT, LayoutState.SUBMITTED, LayoutState.APPROVED);
        if (steps.isEmpty()) {
            throw Refused.because(InventoryRefusal.LAYOUT_EMPTY, "A plan without steps is not submitted");
        }
        apply(new LayoutSubmitted(command.layoutId(), command.author(), List.copyOf(command.ground())));
    }

    @CommandHandler
    void decide(ReturnLayout command) {
        allow("returned", LayoutState.SUBMITTED, LayoutState.APPROVED);
        apply(new LayoutReturned(
                command.layoutId(), command.by(), Check.optionalText("reason", command.reason(), 200)));
    }

    @CommandHandler
    void decide(ApproveLayout command) {
        Check.version(command.expectedVersion(), getVersion());
        allow("approved", LayoutState.SUBMITTED);
        if (command.byAnother() && authors.contains(command.by())) {
            throw Refused.because(
                    InventoryRefusal.LAYOUT_OWN, "Another person than who wrote or submitted a plan must approve it");
        }
        refuseOnOtherGround(command.ground());
        apply(new LayoutApproved(command.layoutId(), command.by()));
    }

    @CommandHandler
    void decide(BeginLayout command) {
        allow("applied", LayoutState.APPROVED);
        refuseOnOtherGround(command.ground());
    }

    @CommandHandler
    void decide(FinishLayout command) {
        allow("applied", LayoutState.APPROVED);
        apply(new LayoutApplied(command.layoutId(), command.by(), List.copyOf(command.made())));
    }

    @CommandHandler
    void decide(DropLayout command) {
        allow("dropped", LayoutState.DRAFT, LayoutState.SUBMITTED, LayoutState.APPROVED);
        apply(new LayoutDropped(command.layoutId(), command.by(), Check.optionalText("reason", command.reason(), 200)));
    }

    @EventSourcingHandler
    void evolve(LayoutDrafted fact) {
        id = fact.layoutId();
        name = fact.name();
        note = fact.note();
        steps = fact.steps();
        authors.add(fact.author());
    }

    @EventSourcingHandler
    void evolve(LayoutRevised fact) {
        name = fact.name();
        note = fact.note();
        steps = fact.steps();
        authors.add(fact.author());
    }

    @EventSourcingHandler
    void evolve(LayoutSubmitted fact) {
        ground = fact.ground();
        authors.add(fact.author());
        state = LayoutState.SUBMITTED;
    }

    @EventSourcingHandler
    void evolve(LayoutReturned fact) {
        state = LayoutState.DRAFT;
    }

    @EventSourcingHandler
    void evolve(LayoutApproved fact) {
        state = LayoutState.APPROVED;
    }

    @EventSourcingHandler
    void evolve(LayoutApplied fact) {
        state = LayoutState.APPLIED;
    }

    @EventSourcingHandler
    void evolve(LayoutDropped fact) {
        state = LayoutState.DROPPED;
    }

    private void allow(String deed, LayoutState... from) {
        if (!List.of(from).contains(state)) {
            throw Refused.because(
                    InventoryRefusal.LAYOUT_STATE,
                    "A plan that is " + state.name().toLowerCase(Locale.ROOT) + " cannot be " + deed);
        }
    }

    private void refuseOnOtherGround(List<Ground> now) {
        for (Ground each : ground) {
            if (!now.contains(each)) {
                throw Refused.heldBy(
                        InventoryRefusal.LAYOUT_OUT_OF_DATE,
                        "id",
                        each.thing() + " is not as it was when the plan was submitted; look at it and submit it again",
                        each.thing());
            }
        }
    }
}
