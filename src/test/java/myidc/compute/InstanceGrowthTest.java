package myidc.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import myidc.compute.InstanceCommand.ConfirmBooted;
import myidc.compute.InstanceCommand.ReportActionFailed;
import myidc.compute.MigrationCommand.ConfirmMigrated;
import myidc.compute.MigrationCommand.MigrateInstance;
import myidc.compute.MigrationCommand.MoveToResize;
import myidc.compute.event.GrowthEvent.FollowingDiskChosen;
import myidc.compute.event.GrowthEvent.GrowthAsked;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceBootFailed;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeRequested;
import myidc.compute.event.InstanceEvent.WarmResizeAsked;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
import myidc.compute.event.MigrationEvent.InstanceMigrationFailed;
import myidc.compute.event.MigrationEvent.InstanceMigrationRequested;
import myidc.compute.event.MigrationEvent.Place;
import myidc.platform.db.Claims;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a guest grows beyond its host, and what of its disks follows its plan. */
@QuarkusTest
@TestTransaction
class InstanceGrowthTest {
    private static final InstanceId GUEST = new InstanceId(9_100_000_101L);
    private static final TenantId TENANT = new TenantId(9_100_000_101L);
    private static final DiskId FIRST = new DiskId(GUEST.value());
    private static final DiskId SECOND = new DiskId(9_100_000_102L);
    private static final String IMAGE = "linode/debian12";
    private static final GuestSize SMALL = new GuestSize("small", 1, 1_024, 10_240, 1_000);
    private static final GuestSize BIG = new GuestSize("big", 2, 4_096, 81_920, 4_000);
    private static final Place HERE = new Place(new HostId(1), new SiteId(1), "cn-sha", null);
    private static final Place THERE = new Place(new HostId(2), new SiteId(1), "cn-sha", null);

    private static final Object[] OFF = {
        new InstanceRequested(GUEST, TENANT, "web-1", SMALL, IMAGE, new SiteId(1), "cn-sha", List.of(), false),
        new InstancePlaced(GUEST, new HostId(1), List.of(), 1),
        new InstanceProvisioned(GUEST, TENANT, "web-1", "small", "cn-sha", new HostId(1))
    };
    private static final Object[] ON = with(OFF, new InstanceBootRequested(GUEST), new InstanceBooted(GUEST));

    @Inject
    Claims claims;

    private AggregateTestFixture<Instance> guest;

    @BeforeEach
    void aFixture() {
        guest = new AggregateTestFixture<>(Instance.class);
        guest.registerInjectableResource(claims);
    }

    @Test
    void aGuestGoesToAnotherHostToGrowThereInTheWayThatWasAsked() {
        MigrateInstance move = new MigrateInstance(GUEST, HERE, THERE, List.of(), 2);
        Object moves = new InstanceMigrationRequested(GUEST, HERE, THERE, List.of(), 2);
        Object gone = new InstanceMigrated(GUEST, TENANT, "web-1", "small", 10_240, HERE, THERE);
        Object warm = new GrowthAsked(GUEST, BIG, true, true);
        Object cold = new GrowthAsked(GUEST, BIG, false, false);
        Object resizes = new InstanceResizeRequested(GUEST, BIG);
        Object follows = new FollowingDiskChosen(GUEST, FIRST, BIG.diskMb());
        Object boots = new InstanceBootRequested(GUEST);

        when(new MoveToResize(GUEST, move, BIG, true, true), ON).expectEvents(moves, warm);
        when(new ConfirmMigrated(GUEST), with(ON, moves, warm)).expectEvents(gone, boots);
        when(new ConfirmBooted(GUEST), with(ON, moves, warm, gone, boots))
                .expectEvents(new InstanceBooted(GUEST), resizes, follows, new WarmResizeAsked(GUEST));
        when(new ReportActionFailed(GUEST, false, "no"), with(ON, moves, warm, gone, boots))
                .expectEvents(new InstanceBootFailed(GUEST, "no"), resizes, follows);
        when(new ConfirmMigrated(GUEST), with(ON, moves, cold))
                .expectEvents(gone, resizes, new FollowingDiskChosen(GUEST, null, 0));
        when(new ConfirmMigrated(GUEST), with(OFF, moves, warm)).expectEvents(gone, resizes, follows);
        when(new ReportActionFailed(GUEST, false, "no"), with(ON, moves, warm))
                .expectEvents(new InstanceMigrationFailed(GUEST, THERE, "no"), boots);
        when(new ConfirmBooted(GUEST), with(ON, moves, warm, new InstanceMigrationFailed(GUEST, THERE, "no"), boots))
                .expectEvents(new InstanceBooted(GUEST));
    }

    @Test
    void theOneDiskBesideSwapFollowsThePlan() {
        GuestDisk root = new GuestDisk(FIRST, "root", "ext4", 8_000, null, null);
        GuestDisk swap = new GuestDisk(SECOND, "swap", "swap", 512, null, null);
        GuestDisk raw = new GuestDisk(SECOND, "raw", "raw", 512, null, null);

        assertThat(GuestDisk.follower(List.of(root, swap), 10_240, 20_480)).hasValue(root.sized(19_968));
        assertThat(GuestDisk.follower(List.of(root), 10_240, 20_480)).hasValue(root.sized(20_480));
        assertThat(GuestDisk.follower(List.of(root), 20_480, 10_240)).isEmpty();
        assertThat(GuestDisk.follower(List.of(root, swap), 20_480, 5_000)).hasValue(root.sized(4_488));
        assertThat(GuestDisk.follower(List.of(root, raw), 10_240, 20_480)).isEmpty();
        assertThat(GuestDisk.follower(List.of(raw), 10_240, 20_480)).isEmpty();
        assertThat(GuestDisk.follower(List.of(swap), 10_240, 20_480)).isEmpty();
    }

    private ResultValidator<Instance> when(Object command, Object... given) {
        return guest.given(given).when(command);
    }

    private static Object[] with(Object[] before, Object... after) {
        return Stream.concat(Arrays.stream(before), Arrays.stream(after)).toArray();
    }
}
