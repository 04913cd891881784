package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
import myidc.compute.event.MigrationEvent.InstanceMigrationFailed;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.reconcile.Wishes.Wish;
import myidc.platform.axon.Commands;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Frees what moves left on hosts that their guests are not on; a host that is silent is asked again for ever. */
@Singleton
@ProcessingGroup("compute.read")
class MoveRemains implements Handler {
    private final Wishes wishes;
    private final Crew crew;
    private final MachineRoom room;
    private final RoomCalls calls;
    private final Instances instances;
    private final GuestDefinitions definitions;

    MoveRemains(
            Sql sql,
            MachineRoom room,
            RoomCalls calls,
            Commands commands,
            Instances instances,
            GuestDefinitions definitions,
            @ConfigProperty(name = "myidc.room.retry-pause", defaultValue = "1s") Duration retryPause) {
        this.wishes = new Wishes(
                sql,
                "move_remains",
                "instance_id",
                "select string_agg(place.host_id::text, '+' order by place.host_id) from connected_place place"
                        + " where place.kind = 'move' and place.number = work.instance_id");
        this.crew = new Crew(wishes, calls, commands, Integer.MAX_VALUE, retryPause);
        this.room = room;
        this.calls = calls;
        this.instances = instances;
        this.definitions = definitions;
    }

    @EventHandler
    void on(InstanceMigrated fact) {
        wishes.want(fact.instanceId().value());
    }

    @EventHandler
    void on(InstanceMigrationFailed fact) {
        wishes.want(fact.instanceId().value());
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        crew.stop();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        crew.work(this::perform);
    }

    private void perform(Wish wish) {
        InstanceId id = new InstanceId(wish.thing());
        Optional<InstanceView> guest = read(id);
        if (guest.filter(RoomWork.Action.MIGRATE::isWantedOf).isPresent()) {
            crew.await(wish, "it is moved once more");
            return;
        }
        try {
            calls.call(() -> room.clearMoves(id, guest.map(definitions::present).orElse(null)));
            wishes.done(wish);
        } catch (RoomFailed e) {
            crew.again(wish, e);
        }
    }

    @Transactional
    Optional<InstanceView> read(InstanceId id) {
        return instances.find(id);
    }
}
