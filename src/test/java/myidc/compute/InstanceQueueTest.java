package myidc.compute;

import static myidc.shared.RefusedFor.refusedFor;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import myidc.compute.InstanceCommand.ConfirmBooted;
import myidc.compute.InstanceCommand.ConfirmDeleted;
import myidc.compute.InstanceCommand.ConfirmStopped;
import myidc.compute.InstanceCommand.RebootInstance;
import myidc.compute.InstanceCommand.ReportActionFailed;
import myidc.compute.InstanceCommand.ReportProvisioningFailed;
import myidc.compute.InstanceCommand.ResizeInstance;
import myidc.compute.InstanceCommand.TagInstance;
import myidc.compute.QueueCommand.BeginDeed;
import myidc.compute.QueueCommand.CancelAction;
import myidc.compute.QueueCommand.GiveUpDeed;
import myidc.compute.QueueCommand.QueueAction;
import myidc.compute.QueueCommand.QueueDeed;
import myidc.compute.event.GrowthEvent.FollowingDiskChosen;
import myidc.compute.event.GuestContentEvent.DiskResizeRequested;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceBootFailed;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceDeletionRequested;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRebootRequested;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeRequested;
import myidc.compute.event.InstanceEvent.InstanceShutdownRequested;
import myidc.compute.event.InstanceEvent.InstanceStopped;
import myidc.compute.event.InstanceEvent.InstanceTagged;
import myidc.compute.event.InstanceEvent.ProvisioningFailed;
import myidc.compute.event.QueueEvent.ActionCancelled;
import myidc.compute.event.QueueEvent.ActionQueued;
import myidc.compute.event.QueueEvent.ActionReached;
import myidc.compute.event.QueueEvent.DeedBegun;
import myidc.compute.event.QueueEvent.DeedQueued;
import myidc.compute.event.QueueEvent.DeedReached;
import myidc.compute.event.QueuedAction;
import myidc.compute.event.QueuedAction.Kind;
import myidc.compute.event.QueuedDeed;
import myidc.platform.db.Claims;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for a guest begins in its turn, in the same moment as what was before it ends. */
@QuarkusTest
@TestTransaction
class InstanceQueueTest {
    private static final InstanceId GUEST = new InstanceId(9_000_000_002L);
    private static final TenantId TENANT = new TenantId(9_000_000_002L);
    private static final HostId HOST = new HostId(9_000_000_002L);
    private static final GuestSize SMALL = new GuestSize("small", 1, 1_024, 10_240, 1_000);
    private static final DiskId DISK = new DiskId(GUEST.value());
    private static final QueuedAction STOP = QueuedAction.plain(1, Kind.SHUT_DOWN);
    private static final QueuedAction RESIZE = QueuedAction.resize(2, DISK, 5_000);
    private static final QueuedAction REBOOT = QueuedAction.plain(3, Kind.REBOOT);
    private static final GuestSize LARGE = new GuestSize("large", 2, 2_048, 20_480, 2_000);
    private static final QueuedDeed GROW = QueuedDeed.resize(5, LARGE, false, true);
    private static final QueuedAction DELETE = QueuedAction.plain(4, Kind.DELETE);

    private static final List<Object> BOOTING = List.of(
            new InstanceRequested(GUEST, TENANT, "web-1", SMALL, null, new SiteId(1), "cn-sha", List.of(), true),
            new InstancePlaced(GUEST, HOST, List.of(), 1),
            new InstanceProvisioned(GUEST, TENANT, "web-1", "small", "cn-sha", HOST),
            new InstanceBootRequested(GUEST));

    @Inject
    Claims claims;

    private AggregateTestFixture<Instance> guest;

    @BeforeEach
    void aFixture() {
        guest = new AggregateTestFixture<>(Instance.class);
        guest.registerInjectableResource(claims);
    }

    @Test
    void aFreeGuestDoesItAtOnce() {
        when(new QueueAction(GUEST, STOP), BOOTING, new InstanceBooted(GUEST))
                .expectEvents(new InstanceShutdownRequested(GUEST));
        when(new QueueAction(GUEST, DELETE), BOOTING, new InstanceBooted(GUEST))
                .expectEvents(new InstanceDeletionRequested(GUEST));
        when(new QueueAction(GUEST, QueuedAction.plain(1, Kind.BOOT)), BOOTING, new InstanceBooted(GUEST))
                .expectException(refusedFor(ComputeRefusal.INSTANCE_STATE));
    }

    @Test
    void aBusyGuestTakesActionsInTheOrderInWhichTheyCame() {
        when(new QueueAction(GUEST, STOP), BOOTING).expectEvents(new ActionQueued(GUEST, STOP, 1));
        when(new QueueAction(GUEST, RESIZE), BOOTING, queued(STOP, 1)).expectEvents(new ActionQueued(GUEST, RESIZE, 2));
        when(new ConfirmBooted(GUEST), BOOTING, queued(STOP, 1), queued(RESIZE, 2))
                .expectEvents(
                        new InstanceBooted(GUEST), new ActionReached(GUEST, 1), new InstanceShutdownRequested(GUEST));
        when(
                        new ConfirmStopped(GUEST),
                        BOOTING,
                        queued(STOP, 1),
                        queued(RESIZE, 2),
                        new InstanceBooted(GUEST),
                        new ActionReached(GUEST, 1),
                        new InstanceShutdownRequested(GUEST))
                .expectEvents(
                        new InstanceStopped(GUEST),
                        new ActionReached(GUEST, 2),
                        new DiskResizeRequested(GUEST, DISK, 5_000));
    }

    @Test
    void whatBecameImpossibleIsCancelledWithItsCauseAndTheNextBegins() {
        when(
                        new ReportActionFailed(GUEST, false, "no power"),
                        BOOTING,
                        queued(STOP, 1),
                        queued(RESIZE, 2),
                        queued(REBOOT, 3))
                .expectEvents(
                        new InstanceBootFailed(GUEST, "no power"),
                        new ActionReached(GUEST, 1),
                        new ActionCancelled(GUEST, 1, "Linode 9000000002 is not running."),
                        new ActionReached(GUEST, 2),
                        new DiskResizeRequested(GUEST, DISK, 5_000));
        when(new ReportProvisioningFailed(GUEST, "define", "full", false), BOOTING.subList(0, 2), queued(STOP, 1))
                .expectEvents(
                        new ProvisioningFailed(GUEST, "define", "full"),
                        new ActionReached(GUEST, 1),
                        new ActionCancelled(
                                GUEST, 1, "Linode 9000000002 could not be provisioned; delete it and create another."));
    }

    @Test
    void nothingBeginsWhileTheGuestIsAtWork() {
        when(new TagInstance(GUEST, List.of("shop")), BOOTING, queued(STOP, 1))
                .expectEvents(new InstanceTagged(GUEST, List.of("shop")));
    }

    @Test
    void aDeletedGuestLeavesNothingWaiting() {
        when(
                        new ConfirmDeleted(GUEST),
                        BOOTING,
                        queued(DELETE, 1),
                        new InstanceBooted(GUEST),
                        new ActionReached(GUEST, 4),
                        new InstanceDeletionRequested(GUEST))
                .expectEvents(new InstanceDeleted(GUEST, TENANT));
        when(new ConfirmDeleted(GUEST), BOOTING, queued(STOP, 1), new InstanceDeletionRequested(GUEST))
                .expectEvents(
                        new InstanceDeleted(GUEST, TENANT),
                        new ActionCancelled(GUEST, 1, "Linode 9000000002 was deleted."));
        when(new QueueAction(GUEST, STOP), BOOTING, queued(DELETE, 1))
                .expectException(refusedFor(ComputeRefusal.INSTANCE_STATE));
    }

    @Test
    void theQueueIsBoundedAndWhatIsWrongIsSaidAtOnce() {
        Object[] full = LongStream.rangeClosed(1, InstanceQueue.WAITING_MAX)
                .mapToObj(number -> queued(QueuedAction.plain(number, Kind.REBOOT), (int) number))
                .toArray();
        when(new QueueAction(GUEST, QueuedAction.plain(99, Kind.REBOOT)), BOOTING, full)
                .expectException(refusedFor(ComputeRefusal.QUEUE_FULL));
        when(new QueueAction(GUEST, QueuedAction.start(1, Kind.BOOT, new ConfigId(7))), BOOTING)
                .expectException(refusedFor(ComputeRefusal.CONFIG_NOT_FOUND));
        when(new QueueAction(GUEST, QueuedAction.delete(1, new DiskId(7))), BOOTING)
                .expectException(refusedFor(ComputeRefusal.DISK_NOT_FOUND));
    }

    @Test
    void anActionIsTakenOutWhileItWaits() {
        when(new CancelAction(GUEST, 1), BOOTING, queued(STOP, 1), queued(RESIZE, 2))
                .expectEvents(new ActionCancelled(GUEST, 1, "Cancelled on request."));
        when(new CancelAction(GUEST, 3), BOOTING, queued(STOP, 1))
                .expectException(refusedFor(ComputeRefusal.ACTION_NOT_WAITING));
    }

    @Test
    void aDeedThatTakesMoreThanTheGuestHoldsItUntilItBeginsOrIsGivenUp() {
        Object[] reached = {
            new DeedQueued(GUEST, GROW, 1), queued(REBOOT, 2), new InstanceBooted(GUEST), new DeedReached(GUEST, GROW)
        };
        when(new QueueDeed(GUEST, GROW), BOOTING).expectEvents(new DeedQueued(GUEST, GROW, 1));
        when(new ConfirmBooted(GUEST), BOOTING, new DeedQueued(GUEST, GROW, 1), queued(REBOOT, 2))
                .expectEvents(new InstanceBooted(GUEST), new DeedReached(GUEST, GROW));
        when(new RebootInstance(GUEST), BOOTING, reached).expectException(refusedFor(ComputeRefusal.INSTANCE_BUSY));
        when(new BeginDeed(GUEST, GROW.number()), BOOTING, reached).expectEvents(new DeedBegun(GUEST, GROW.number()));
        when(new BeginDeed(GUEST, 99), BOOTING, reached).expectException(refusedFor(ComputeRefusal.ACTION_NOT_WAITING));
        when(new GiveUpDeed(GUEST, GROW.number(), "no room"), BOOTING, reached)
                .expectEvents(
                        new ActionCancelled(GUEST, GROW.number(), "no room"),
                        new ActionReached(GUEST, 3),
                        new InstanceRebootRequested(GUEST));
        when(new GiveUpDeed(GUEST, 99, "no room"), BOOTING, reached).expectNoEvents();
    }

    @Test
    void aDeedThatBeganIsDoneBeforeWhatWaitsBehindIt() {
        Object[] begun = {
            new DeedQueued(GUEST, GROW, 1),
            queued(REBOOT, 2),
            new InstanceBooted(GUEST),
            new DeedReached(GUEST, GROW),
            new DeedBegun(GUEST, GROW.number())
        };
        when(new ResizeInstance(GUEST, LARGE), BOOTING, begun)
                .expectEvents(new InstanceResizeRequested(GUEST, LARGE), new FollowingDiskChosen(GUEST, null, 0));
    }

    @Test
    void aDeedOfAGuestThatIsFreeByNowIsReachedAtOnceAndOneOfADeletedGuestNever() {
        when(new QueueDeed(GUEST, GROW), BOOTING, new InstanceBooted(GUEST))
                .expectEvents(new DeedQueued(GUEST, GROW, 1), new DeedReached(GUEST, GROW));
        when(new QueueDeed(GUEST, GROW), BOOTING, new InstanceDeletionRequested(GUEST))
                .expectException(refusedFor(ComputeRefusal.INSTANCE_STATE));
        when(new ConfirmDeleted(GUEST), BOOTING, new DeedQueued(GUEST, GROW, 1), new InstanceDeletionRequested(GUEST))
                .expectEvents(
                        new InstanceDeleted(GUEST, TENANT),
                        new ActionCancelled(GUEST, GROW.number(), "Linode 9000000002 was deleted."));
    }

    private static ActionQueued queued(QueuedAction action, int place) {
        return new ActionQueued(GUEST, action, place);
    }

    private ResultValidator<Instance> when(Object command, List<Object> before, Object... further) {
        List<Object> facts = new ArrayList<>(
                Stream.concat(before.stream(), Arrays.stream(further)).toList());
        return guest.given(facts).when(command);
    }
}
