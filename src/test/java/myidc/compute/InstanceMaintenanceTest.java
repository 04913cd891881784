package myidc.compute;

import java.util.List;
import myidc.compute.FoundCommand.SetMaintenancePolicy;
import myidc.compute.event.FoundEvent.MaintenancePolicySet;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is chosen for the time when a guest's host is worked on. */
class InstanceMaintenanceTest {
    private static final InstanceId GUEST = new InstanceId(9_000_000_012L);
    private static final TenantId TENANT = new TenantId(9_000_000_012L);
    private static final InstanceRequested REQUESTED = new InstanceRequested(
            GUEST,
            TENANT,
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
    void itMovesUntilAnotherPolicyIsChosen() {
        guest.given(REQUESTED)
                .when(new SetMaintenancePolicy(GUEST, MaintenancePolicy.MIGRATE))
                .expectNoEvents();
        guest.given(REQUESTED)
                .when(new SetMaintenancePolicy(GUEST, MaintenancePolicy.POWER_OFF_ON))
                .expectEvents(new MaintenancePolicySet(GUEST, "POWER_OFF_ON"));
    }

    @Test
    void aPolicyIsToldOnceAndTakenBack() {
        MaintenancePolicySet stays = new MaintenancePolicySet(GUEST, "POWER_OFF_ON");
        guest.given(REQUESTED, stays)
                .when(new SetMaintenancePolicy(GUEST, MaintenancePolicy.POWER_OFF_ON))
                .expectNoEvents();
        guest.given(REQUESTED, stays)
                .when(new SetMaintenancePolicy(GUEST, MaintenancePolicy.MIGRATE))
                .expectEvents(new MaintenancePolicySet(GUEST, "MIGRATE"));
    }
}
