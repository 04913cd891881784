package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.TagEvent.TagCreated;
import myidc.compute.event.TagEvent.TagDropped;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link TagView} and what it showed before. */
@Singleton
@ProcessingGroup("compute.read")
public final class TagProjection implements Projection {
    private static final String HISTORY = "tag";

    private final Histories histories;

    TagProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.tags";
    }

    @Override
    public List<String> tables() {
        return List.of("tag_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(TagCreated fact, @Timestamp Instant at) {
        TagView tag = new TagView();
        tag.id = fact.tagId().value();
        tag.tenantId = fact.tenantId().value();
        tag.label = fact.label();
        tag.createdAt = at;
        tag.persist();
        histories.show(HISTORY, tag.id, at, tag);
    }

    @EventHandler
    void on(TagDropped fact, @Timestamp Instant at) {
        TagView.deleteById(fact.tagId().value());
        histories.end(HISTORY, fact.tagId().value(), at);
    }
}
