package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.GuestContentEvent.InstanceRebuildRequested;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.StackScriptEvent.ScriptText;
import myidc.compute.event.StackScriptEvent.StackScriptCreated;
import myidc.compute.event.StackScriptEvent.StackScriptDeleted;
import myidc.compute.event.StackScriptEvent.StackScriptDeployed;
import myidc.compute.event.StackScriptEvent.StackScriptDeployedElsewhere;
import myidc.compute.event.StackScriptEvent.StackScriptPublished;
import myidc.compute.event.StackScriptEvent.StackScriptRevised;
import myidc.compute.event.StackScriptEvent.StackScriptTakenDown;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.InstanceId;
import myidc.shared.id.StackScriptId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link StackScriptView} and what it showed before. */
@Singleton
@ProcessingGroup("compute.read")
public final class StackScriptProjection implements Projection {
    static final String HISTORY = "stackscript";

    private final Histories histories;

    StackScriptProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.stackscripts";
    }

    @Override
    public List<String> tables() {
        return List.of("stackscript_view", "stackscript_use");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(StackScriptCreated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        StackScriptView row = new StackScriptView();
        row.id = fact.stackScriptId().value();
        row.tenantId = fact.tenantId().value();
        row.author = fact.author();
        row.createdAt = at;
        say(row, fact.text());
        shown(row, at, version);
        row.persist();
    }

    @EventHandler
    void on(StackScriptRevised fact, @Timestamp Instant at, @SequenceNumber Long version) {
        StackScriptView row = row(fact.stackScriptId());
        say(row, fact.text());
        shown(row, at, version);
    }

    @EventHandler
    void on(StackScriptPublished fact, @Timestamp Instant at, @SequenceNumber Long version) {
        StackScriptView row = row(fact.stackScriptId());
        row.isPublic = true;
        shown(row, at, version);
    }

    @EventHandler
    void on(StackScriptTakenDown fact, @Timestamp Instant at, @SequenceNumber Long version) {
        StackScriptView row = row(fact.stackScriptId());
        row.isPublic = false;
        row.takenDown = fact.reason();
        shown(row, at, version);
    }

    @EventHandler
    void on(StackScriptDeployed fact) {
        deployed(fact.stackScriptId(), fact.instanceId());
    }

    @EventHandler
    void on(StackScriptDeployedElsewhere fact) {
        deployed(fact.stackScriptId(), fact.theirInstanceId());
    }

    /** What it ran at its first start is gone; a script that it runs after this is told next. */
    @EventHandler
    void on(InstanceRebuildRequested fact) {
        noLonger(fact.instanceId());
    }

    @EventHandler
    void on(InstanceDeleted fact) {
        noLonger(fact.instanceId());
    }

    /** Whose machine was made with a script is its tenant's own business. */
    @EventHandler
    void on(InstanceChangedHands fact) {
        noLonger(fact.instanceId());
    }

    @EventHandler
    void on(StackScriptDeleted fact, @Timestamp Instant at) {
        StackScriptUse.delete("stackscriptId", fact.stackScriptId().value());
        StackScriptView.deleteById(fact.stackScriptId().value());
        histories.end(HISTORY, fact.stackScriptId().value(), at);
    }

    private static void say(StackScriptView row, ScriptText text) {
        row.label = text.label();
        row.description = text.description();
        row.images = text.images().toArray(String[]::new);
        row.script = text.script();
        row.revNote = text.revNote();
    }

    private void shown(StackScriptView row, Instant at, long version) {
        row.version = version;
        row.updatedAt = at;
        histories.show(HISTORY, row.id, at, row);
    }

    private static void noLonger(InstanceId guest) {
        StackScriptUse.<StackScriptUse>findByIdOptional(guest.value()).ifPresent(use -> {
            row(new StackScriptId(use.stackscriptId)).deploymentsActive--;
            use.delete();
            // Another script of the same guest may follow in this transaction.
            StackScriptUse.flush();
        });
    }

    private static void deployed(StackScriptId script, InstanceId guest) {
        noLonger(guest);
        StackScriptView row = row(script);
        row.deployments++;
        row.deploymentsActive++;
        StackScriptUse use = new StackScriptUse();
        use.instanceId = guest.value();
        use.stackscriptId = script.value();
        use.persist();
    }

    private static StackScriptView row(StackScriptId id) {
        return StackScriptView.<StackScriptView>findByIdOptional(id.value()).orElseThrow();
    }
}
