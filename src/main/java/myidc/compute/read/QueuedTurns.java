package myidc.compute.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.QueueEvent.ActionCancelled;
import myidc.compute.event.QueueEvent.DeedBegun;
import myidc.compute.event.QueueEvent.DeedReached;
import myidc.compute.event.QueuedDeed;
import myidc.platform.axon.Projection;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Deeds whose turn came and that have not begun yet. */
@Singleton
@ProcessingGroup("compute.read")
public final class QueuedTurns implements Projection {
    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    QueuedTurns(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "compute.queued-turns";
    }

    @Override
    public List<String> tables() {
        return List.of("queued_turn");
    }

    /** The first of them, first that waited first. */
    public List<Turn> next(int most) {
        return sql.rows(
                "select instance_id, deed from queued_turn order by number limit ?",
                row -> new Turn(new InstanceId(row.getLong(1)), read(row.getString(2))),
                most);
    }

    @EventHandler
    void on(DeedReached fact) {
        sql.change(
                "insert into queued_turn (number, instance_id, deed) values (?, ?, ?)",
                fact.deed().number(),
                fact.instanceId().value(),
                written(fact.deed()));
    }

    @EventHandler
    void on(DeedBegun fact) {
        over(fact.number());
    }

    @EventHandler
    void on(ActionCancelled fact) {
        over(fact.number());
    }

    @EventHandler
    void on(InstanceDeleted fact) {
        sql.change(
                "delete from queued_turn where instance_id = ?",
                fact.instanceId().value());
    }

    private void over(long number) {
        sql.change("delete from queued_turn where number = ?", number);
    }

    private String written(QueuedDeed deed) {
        try {
            return json.writeValueAsString(deed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A deed cannot be written as JSON", e);
        }
    }

    private QueuedDeed read(String deed) {
        try {
            return json.readValue(deed, QueuedDeed.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A deed cannot be read from JSON", e);
        }
    }

    /** A guest and what is to be done to it now. */
    public record Turn(InstanceId guest, QueuedDeed deed) {}
}
