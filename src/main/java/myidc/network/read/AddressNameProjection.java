package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.network.event.AssignmentEvent.AddressReleased;
import myidc.network.event.AssignmentEvent.ReverseNameSet;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes which name an address answers with, from when to when; the rows are their own history. */
@Singleton
@ProcessingGroup("network.read")
public final class AddressNameProjection implements Projection {
    private final Sql sql;

    AddressNameProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "network.address-names";
    }

    @Override
    public List<String> tables() {
        return List.of("address_name_view");
    }

    @EventHandler
    void on(ReverseNameSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        end(fact.assignmentId().value(), at);
        sql.change(
                "insert into address_name_view (assignment_id, version, address, name, since) values (?, ?, ?, ?, ?)",
                fact.assignmentId().value(),
                version,
                fact.address(),
                fact.name(),
                at);
    }

    @EventHandler
    void on(AddressReleased fact, @Timestamp Instant at) {
        end(fact.assignmentId().value(), at);
    }

    private void end(long assignment, Instant at) {
        sql.change("update address_name_view set until = ? where assignment_id = ? and until is null", at, assignment);
    }
}
