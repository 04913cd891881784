package myidc.compute;

import static myidc.shared.RefusedFor.refusedFor;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.InstanceCommand.ConfirmBooted;
import myidc.compute.InstanceCommand.ConfirmDeleted;
import myidc.compute.InstanceCommand.ConfirmProvisioned;
import myidc.compute.InstanceCommand.ConfirmResized;
import myidc.compute.InstanceCommand.DeleteInstance;
import myidc.compute.InstanceCommand.PlaceDisk;
import myidc.compute.InstanceCommand.RebootInstance;
import myidc.compute.InstanceCommand.ReportActionFailed;
import myidc.compute.InstanceCommand.ReportProvisioningFailed;
import myidc.compute.InstanceCommand.RequestInstance;
import myidc.compute.InstanceCommand.ResizeInstance;
import myidc.compute.InstanceCommand.ShutDownInstance;
import myidc.compute.InstanceCommand.TagInstance;
import myidc.compute.event.GrowthEvent;
import myidc.compute.event.GrowthEvent.FollowingDiskChosen;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent;
import myidc.compute.event.InstanceEvent.AddressAttached;
import myidc.compute.event.InstanceEvent.AddressDetached;
import myidc.compute.event.InstanceEvent.DiskPlaced;
import myidc.compute.event.InstanceEvent.InstanceBootFailed;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceDeletionFailed;
import myidc.compute.event.InstanceEvent.InstanceDeletionRequested;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRebootFailed;
import myidc.compute.event.InstanceEvent.InstanceRebootRequested;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeFailed;
import myidc.compute.event.InstanceEvent.InstanceResizeRequested;
import myidc.compute.event.InstanceEvent.InstanceResized;
import myidc.compute.event.InstanceEvent.InstanceResizedWarm;
import myidc.compute.event.InstanceEvent.InstanceShutdownFailed;
import myidc.compute.event.InstanceEvent.InstanceShutdownRequested;
import myidc.compute.event.InstanceEvent.InstanceTagged;
import myidc.compute.event.InstanceEvent.ProvisioningFailed;
import myidc.compute.event.InstanceEvent.ProvisioningUndone;
import myidc.compute.event.InstanceEvent.WarmResizeAsked;
import myidc.platform.db.Claims;
import myidc.shared.CommonRefusal;
import myidc.shared.Refusal;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guest's life allows: one action at a time, and reports that come twice change nothing. */
@QuarkusTest
@TestTransaction
class InstanceLifeTest {
    private static final InstanceId GUEST = new InstanceId(9_000_000_001L);
    private static final TenantId TENANT = new TenantId(9_000_000_001L);
    private static final HostId HOST = new HostId(9_000_000_001L);
    private static final AssignmentId ASSIGNMENT = new AssignmentId(9_000_000_001L);
    private static final DiskId FIRST_DISK = new DiskId(GUEST.value());
    private static final GuestSize SMALL = new GuestSize("small", 1, 1_024, 10_240, 1_000);
    private static final GuestSize LARGE = new GuestSize("large", 4, 8_192, 81_920, 4_000);

    private static final InstanceEvent REQUESTED = requested(true);
    private static final InstanceEvent PLACED = new InstancePlaced(GUEST, HOST, List.of(), 1);
    private static final InstanceEvent ATTACHED =
            new AddressAttached(GUEST, ASSIGNMENT, new PrefixId(1), "203.0.113.9", 24, null);
    private static final InstanceEvent PROVISIONED =
            new InstanceProvisioned(GUEST, TENANT, "web-1", "small", "cn-sha", HOST);
    private static final InstanceEvent BOOT_REQUESTED = new InstanceBootRequested(GUEST);
    private static final InstanceEvent BOOTED = new InstanceBooted(GUEST);
    private static final InstanceEvent DELETION_REQUESTED = new InstanceDeletionRequested(GUEST);
    private static final InstanceEvent DETACHED = new AddressDetached(GUEST, ASSIGNMENT, "203.0.113.9");
    private static final InstanceEvent DELETED = new InstanceDeleted(GUEST, TENANT);

    @Inject
    Claims claims;

    private AggregateTestFixture<Instance> guest;

    @BeforeEach
    void aFixture() {
        guest = new AggregateTestFixture<>(Instance.class);
        guest.registerInjectableResource(claims);
    }

    @Test
    void aGuestIsRequestedWithItsTagsInOrder() {
        guest.givenNoPriorActivity()
                .when(new RequestInstance(
                        GUEST,
                        TENANT,
                        "web-1",
                        SMALL,
                        "linode/debian12",
                        new SiteId(1),
                        "cn-sha",
                        List.of("shop"),
                        true))
                .expectEvents(REQUESTED);
    }

    @Test
    void aLabelThatLinodeWouldRefuseIsRefused() {
        for (String label : List.of("ab", "1web", "we--b", "we__b", "we..b", "web!", "w".repeat(65))) {
            guest.givenNoPriorActivity()
                    .when(new RequestInstance(
                            GUEST, TENANT, label, SMALL, null, new SiteId(1), "cn-sha", List.of(), true))
                    .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
        }
    }

    @Test
    void itsDiskIsPlacedOnceAndBeforeItIsThere() {
        PlaceDisk place = new PlaceDisk(GUEST, new PoolId(3));
        InstanceEvent placed = new DiskPlaced(GUEST, TENANT, new PoolId(3), 10_240);
        when(place, REQUESTED, PLACED).expectEvents(placed);
        when(place, REQUESTED).expectNoEvents();
        when(place, REQUESTED, PLACED, placed).expectNoEvents();
        when(place, running()).expectNoEvents();
    }

    @Test
    void onceDefinedItIsProvisionedAndBooted() {
        when(new ConfirmProvisioned(GUEST), REQUESTED, PLACED, ATTACHED).expectEvents(PROVISIONED, BOOT_REQUESTED);
        when(new ConfirmProvisioned(GUEST), requested(false), PLACED, ATTACHED).expectEvents(PROVISIONED);
    }

    @Test
    void reportsThatComeTwiceChangeNothing() {
        when(new ConfirmProvisioned(GUEST), running()).expectNoEvents();
        when(new ConfirmBooted(GUEST), running()).expectNoEvents();
        when(new ReportActionFailed(GUEST, false, "late"), running()).expectNoEvents();
        when(new ConfirmDeleted(GUEST), deleted()).expectNoEvents();
    }

    @Test
    void aGuestInTransitionIsBusy() {
        InstanceEvent[] booting = {REQUESTED, PLACED, ATTACHED, PROVISIONED, BOOT_REQUESTED};

        for (Object command : List.of(
                new BootInstance(GUEST),
                new ShutDownInstance(GUEST),
                new RebootInstance(GUEST),
                new ResizeInstance(GUEST, LARGE),
                new DeleteInstance(GUEST))) {
            refuses(command, ComputeRefusal.INSTANCE_BUSY, booting);
        }
        when(new TagInstance(GUEST, List.of("blue")), booting).expectEvents(new InstanceTagged(GUEST, List.of("blue")));
    }

    @Test
    void anActionThatItsStateDoesNotAllowIsRefused() {
        refuses(new BootInstance(GUEST), ComputeRefusal.INSTANCE_STATE, running());
        refuses(new ShutDownInstance(GUEST), ComputeRefusal.INSTANCE_STATE, offline());
        refuses(new RebootInstance(GUEST), ComputeRefusal.INSTANCE_STATE, offline());
        refuses(new ResizeInstance(GUEST, SMALL), ComputeRefusal.INSTANCE_STATE, offline());
    }

    @Test
    void aFailedProvisioningThatWasUndoneHoldsNothing() {
        when(new ReportProvisioningFailed(GUEST, "define", "no disk", true), REQUESTED, PLACED, ATTACHED)
                .expectEvents(
                        new ProvisioningFailed(GUEST, "define", "no disk"),
                        DETACHED,
                        new ProvisioningUndone(GUEST, HOST));
    }

    @Test
    void aFailedGuestCanOnlyBeDeleted() {
        InstanceEvent failed = new ProvisioningFailed(GUEST, "define", "no disk");
        InstanceEvent undone = new ProvisioningUndone(GUEST, HOST);

        refuses(new BootInstance(GUEST), ComputeRefusal.INSTANCE_STATE, REQUESTED, PLACED, ATTACHED, failed);
        when(new DeleteInstance(GUEST), REQUESTED, PLACED, ATTACHED, failed, DETACHED, undone)
                .expectEvents(DELETION_REQUESTED, DELETED);
        when(new DeleteInstance(GUEST), REQUESTED, PLACED, ATTACHED, failed).expectEvents(DELETION_REQUESTED);
    }

    @Test
    void everyFailureEndsInANamedState() {
        when(new ReportActionFailed(GUEST, false, "no"), REQUESTED, PLACED, ATTACHED, PROVISIONED, BOOT_REQUESTED)
                .expectEvents(new InstanceBootFailed(GUEST, "no"));
        when(new ReportActionFailed(GUEST, true, "no"), and(running(), new InstanceShutdownRequested(GUEST)))
                .expectEvents(new InstanceShutdownFailed(GUEST, "no"));
        when(new ReportActionFailed(GUEST, true, "no"), and(running(), new InstanceRebootRequested(GUEST)))
                .expectEvents(new InstanceRebootFailed(GUEST, true, "no"));
        when(new ReportActionFailed(GUEST, false, "no"), and(running(), DELETION_REQUESTED))
                .expectEvents(new InstanceDeletionFailed(GUEST, "no"));
        when(new DeleteInstance(GUEST), and(running(), DELETION_REQUESTED, new InstanceDeletionFailed(GUEST, "no")))
                .expectEvents(DELETION_REQUESTED);
    }

    @Test
    void aRunningGuestRunsAgainAfterItsResize() {
        InstanceEvent wanted = new InstanceResizeRequested(GUEST, LARGE);

        when(new ConfirmResized(GUEST, false), and(running(), wanted))
                .expectEvents(new InstanceResized(GUEST, TENANT, "web-1", SMALL, LARGE, "cn-sha"), BOOT_REQUESTED);
        when(new ConfirmResized(GUEST, false), and(offline(), wanted))
                .expectEvents(new InstanceResized(GUEST, TENANT, "web-1", SMALL, LARGE, "cn-sha"));
        when(new ReportActionFailed(GUEST, false, "no"), and(running(), wanted))
                .expectEvents(new InstanceResizeFailed(GUEST, LARGE, "no"), BOOT_REQUESTED);
    }

    @Test
    void aGuestRunsOnWhileItBecomesLargerWhereThatIsAskedAndDone() {
        InstanceEvent wanted = new InstanceResizeRequested(GUEST, LARGE);
        InstanceEvent warm = new WarmResizeAsked(GUEST);
        InstanceEvent resized = new InstanceResized(GUEST, TENANT, "web-1", SMALL, LARGE, "cn-sha");

        GrowthEvent follows = new FollowingDiskChosen(GUEST, FIRST_DISK, LARGE.diskMb());
        GrowthEvent stays = new FollowingDiskChosen(GUEST, null, 0);

        when(new ResizeInstance(GUEST, LARGE, true, true), running()).expectEvents(wanted, follows, warm);
        when(new ResizeInstance(GUEST, LARGE, true, false), running()).expectEvents(wanted, stays, warm);
        when(new ResizeInstance(GUEST, LARGE, false, true), running()).expectEvents(wanted, follows);
        when(new ResizeInstance(GUEST, LARGE, true, true), offline()).expectEvents(wanted, follows);
        when(new ConfirmResized(GUEST, true), and(running(), wanted, warm))
                .expectEvents(resized, new InstanceResizedWarm(GUEST));
        when(new ConfirmResized(GUEST, false), and(running(), wanted, warm)).expectEvents(resized, BOOT_REQUESTED);
        when(
                        new ResizeInstance(GUEST, SMALL, true, true),
                        and(running(), wanted, warm, resized, new InstanceResizedWarm(GUEST)))
                .expectEvents(
                        new InstanceResizeRequested(GUEST, SMALL),
                        new FollowingDiskChosen(GUEST, FIRST_DISK, SMALL.diskMb()));
    }

    @Test
    void deletingGivesBackAllItHeld() {
        when(new ConfirmDeleted(GUEST), and(running(), DELETION_REQUESTED)).expectEvents(DETACHED, DELETED);
    }

    @Test
    void aDeletedGuestIsNotFound() {
        refuses(new BootInstance(GUEST), ComputeRefusal.INSTANCE_NOT_FOUND, deleted());
        refuses(new TagInstance(GUEST, List.of("blue")), ComputeRefusal.INSTANCE_NOT_FOUND, deleted());
    }

    private ResultValidator<Instance> when(Object command, InstanceEvent... given) {
        return guest.given((Object[]) given).when(command);
    }

    private void refuses(Object command, Refusal why, InstanceEvent... given) {
        when(command, given).expectNoEvents().expectException(refusedFor(why));
    }

    private static InstanceEvent requested(boolean boot) {
        return new InstanceRequested(
                GUEST, TENANT, "web-1", SMALL, "linode/debian12", new SiteId(1), "cn-sha", List.of("shop"), boot);
    }

    private static InstanceEvent[] offline() {
        return new InstanceEvent[] {requested(false), PLACED, ATTACHED, PROVISIONED};
    }

    private static InstanceEvent[] running() {
        return new InstanceEvent[] {REQUESTED, PLACED, ATTACHED, PROVISIONED, BOOT_REQUESTED, BOOTED};
    }

    private static InstanceEvent[] deleted() {
        return and(running(), DELETION_REQUESTED, DETACHED, DELETED);
    }

    private static InstanceEvent[] and(InstanceEvent[] before, InstanceEvent... after) {
        List<InstanceEvent> all = new ArrayList<>(Arrays.asList(before));
        all.addAll(Arrays.asList(after));
        return all.toArray(InstanceEvent[]::new);
    }
}
