package myidc.compute;

import java.util.List;
import myidc.compute.FoundCommand.SetDiskEncryption;
import myidc.compute.event.FoundEvent.DiskEncryptionSet;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a guest is promised that its disks are encrypted. */
class InstanceEncryptionTest {
    private static final InstanceId GUEST = new InstanceId(9_000_000_023L);
    private static final InstanceRequested REQUESTED = new InstanceRequested(
            GUEST,
            new TenantId(9_000_000_023L),
            "web-1",
            new GuestSize("small", 1, 1_024, 10_240, 1_000),
            null,
            new SiteId(1),
            "cn-sha",
            List.of(),
            true);

    private AggregateTestFixture<Instance> guest;

    @BeforeEach
    void aFixture() {
        guest = new AggregateTestFixture<>(Instance.class);
    }

    @Test
    void itIsToldWhereItChanges() {
        DiskEncryptionSet encrypted = new DiskEncryptionSet(GUEST, true);

        guest.given(REQUESTED).when(new SetDiskEncryption(GUEST, false)).expectNoEvents();
        guest.given(REQUESTED).when(new SetDiskEncryption(GUEST, true)).expectEvents(encrypted);
        guest.given(REQUESTED, encrypted)
                .when(new SetDiskEncryption(GUEST, true))
                .expectNoEvents();
        guest.given(REQUESTED, encrypted)
                .when(new SetDiskEncryption(GUEST, false))
                .expectEvents(new DiskEncryptionSet(GUEST, false));
    }
}
