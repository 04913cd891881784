package myidc.inventory.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.inventory.event.LayoutEvent.LayoutApplied;
import myidc.inventory.event.LayoutEvent.LayoutApproved;
import myidc.inventory.event.LayoutEvent.LayoutDrafted;
import myidc.inventory.event.LayoutEvent.LayoutDropped;
import myidc.inventory.event.LayoutEvent.LayoutReturned;
import myidc.inventory.event.LayoutEvent.LayoutRevised;
import myidc.inventory.event.LayoutEvent.LayoutSubmitted;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.LayoutId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link LayoutView} and what it showed before. */
@Singleton
@ProcessingGroup("inventory.read")
public final class LayoutProjection implements Projection {
    static final String HISTORY = "layout";

    private final Histories histories;

    LayoutProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "inventory.layouts";
    }

    @Override
    public List<String> tables() {
        return List.of("layout_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(LayoutDrafted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        LayoutView layout = new LayoutView();
        layout.id = fact.layoutId().value();
        layout.version = version;
        layout.siteId = fact.siteId().value();
        layout.name = fact.name();
        layout.note = fact.note();
        layout.state = "DRAFT";
        layout.steps = fact.steps().stream().map(LayoutView.Step::of).toList();
        layout.author = fact.author();
        layout.draftedAt = at;
        layout.persist();
        histories.show(HISTORY, layout.id, at, layout);
    }

    @EventHandler
    void on(LayoutRevised fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.layoutId(), at, version, layout -> {
            layout.name = fact.name();
            layout.note = fact.note();
            layout.steps = fact.steps().stream().map(LayoutView.Step::of).toList();
            layout.author = fact.author();
        });
    }

    @EventHandler
    void on(LayoutSubmitted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.layoutId(), at, version, layout -> {
            layout.state = "SUBMITTED";
            layout.ground = fact.ground();
            layout.submittedAt = at;
            layout.approvedBy = null;
            layout.approvedAt = null;
            layout.reason = null;
        });
    }

    @EventHandler
    void on(LayoutReturned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.layoutId(), at, version, layout -> {
            layout.state = "DRAFT";
            layout.submittedAt = null;
            layout.approvedBy = null;
            layout.approvedAt = null;
            layout.reason = fact.reason();
        });
    }

    @EventHandler
    void on(LayoutApproved fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.layoutId(), at, version, layout -> {
            layout.state = "APPROVED";
            layout.approvedBy = fact.by();
            layout.approvedAt = at;
        });
    }

    @EventHandler
    void on(LayoutApplied fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.layoutId(), at, version, layout -> {
            layout.state = "APPLIED";
            layout.made = fact.made();
            layout.endedAt = at;
            layout.endedBy = fact.by();
        });
    }

    @EventHandler
    void on(LayoutDropped fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.layoutId(), at, version, layout -> {
            layout.state = "DROPPED";
            layout.reason = fact.reason();
            layout.endedAt = at;
            layout.endedBy = fact.by();
        });
    }

    private void change(LayoutId id, Instant at, long version, Consumer<LayoutView> what) {
        LayoutView layout = LayoutView.findById(id.value());
        what.accept(layout);
        layout.version = version;
        histories.show(HISTORY, layout.id, at, layout);
    }
}
