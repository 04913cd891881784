package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import myidc.compute.event.BackupEvent.BackupFailed;
import myidc.compute.event.BackupEvent.BackupRemoved;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.reconcile.Wishes.Wish;
import myidc.platform.axon.Commands;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import myidc.shared.id.BackupId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Frees what backups take that are no more, or were never whole; what cannot be freed now is tried again for ever. */
@Singleton
@ProcessingGroup("compute.read")
class BackupRemoval implements Handler {
    private final Wishes wishes;
    private final Crew crew;
    private final MachineRoom room;
    private final RoomCalls calls;

    BackupRemoval(
            Sql sql,
            MachineRoom room,
            RoomCalls calls,
            Commands commands,
            @ConfigProperty(name = "myidc.room.attempts", defaultValue = "5") int attemptsMax,
            @ConfigProperty(name = "myidc.room.retry-pause", defaultValue = "1s") Duration retryPause) {
        this.wishes = new Wishes(
                sql,
                "backup_removal",
                "backup_id",
                "select string_agg(place.host_id::text, '+' order by place.host_id) from connected_place place"
                        + " where place.kind = 'backup' and place.number = work.backup_id");
        this.crew = new Crew(wishes, calls, commands, attemptsMax, retryPause);
        this.room = room;
        this.calls = calls;
    }

    @EventHandler
    void on(BackupRemoved fact) {
        wishes.want(fact.backupId().value());
    }

    @EventHandler
    void on(BackupFailed fact) {
        wishes.want(fact.backupId().value());
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        crew.stop();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        crew.work(this::perform);
    }

    private void perform(Wish wish) {
        try {
            calls.call(() -> room.removeBackup(new BackupId(wish.thing())));
            wishes.done(wish);
        } catch (RoomFailed e) {
            crew.again(wish, e);
        }
    }
}
