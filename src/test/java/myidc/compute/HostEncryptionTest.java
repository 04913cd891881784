package myidc.compute;

import static myidc.shared.RefusedFor.refusedFor;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import myidc.compute.HostCommand.DeclareEncryption;
import myidc.compute.HostCommand.EndEncryptionPromise;
import myidc.compute.HostCommand.PromiseEncryption;
import myidc.compute.HostCommand.ReleaseCapacity;
import myidc.compute.HostCommand.ReserveCapacity;
import myidc.compute.event.HostEvent.CapacityReleased;
import myidc.compute.event.HostEvent.CapacityReserved;
import myidc.compute.event.HostEvent.EncryptionDeclared;
import myidc.compute.event.HostEvent.EncryptionPromiseEnded;
import myidc.compute.event.HostEvent.EncryptionPromised;
import myidc.compute.event.HostEvent.EncryptionWithdrawn;
import myidc.compute.event.HostEvent.HostEnabled;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
import myidc.platform.db.Claims;
import myidc.shared.CommonRefusal;
import myidc.shared.id.DeviceId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host is said to keep disks on, and whom that was promised. */
@QuarkusTest
@TestTransaction
class HostEncryptionTest {
    private static final HostId HOST = new HostId(9_000_000_021L);
    private static final InstanceId GUEST = new InstanceId(9_000_000_021L);
    private static final InstanceId OTHER = new InstanceId(9_000_000_022L);
    private static final TenantId TENANT = new TenantId(9_000_000_021L);
    private static final Resources SMALL = new Resources(1, 1_024, 10_240);
    private static final HostEnabled ENABLED = new HostEnabled(
            HOST,
            new DeviceId(9_000_000_021L),
            new SiteId(9_000_000_021L),
            "node-1",
            new Resources(4, 8_192, 102_400),
            new Overcommit(BigDecimal.ONE, BigDecimal.ONE));
    private static final EncryptionDeclared DECLARED = new EncryptionDeclared(HOST, "LUKS2 below the pool");
    private static final CapacityReserved RESERVED = new CapacityReserved(HOST, GUEST, SMALL);
    private static final EncryptionPromised PROMISED = new EncryptionPromised(HOST, GUEST);

    @Inject
    Claims claims;

    @Inject
    Clock clock;

    private AggregateTestFixture<Host> host;

    @BeforeEach
    void aFixture() {
        host = new AggregateTestFixture<>(Host.class);
        host.registerInjectableResource(claims);
        host.registerInjectableResource(clock);
    }

    @Test
    void itIsSaidOnceWithItsReasonAndUnsaidWithOne() {
        host.given(ENABLED)
                .when(new DeclareEncryption(HOST, true, "LUKS2 below the pool"))
                .expectEvents(DECLARED);
        host.given(ENABLED, DECLARED)
                .when(new DeclareEncryption(HOST, true, "again"))
                .expectNoEvents();
        host.given(ENABLED, DECLARED)
                .when(new DeclareEncryption(HOST, false, "new disks without"))
                .expectEvents(new EncryptionWithdrawn(HOST, "new disks without"));
        host.given(ENABLED)
                .when(new DeclareEncryption(HOST, false, "never was"))
                .expectNoEvents();
        host.given(ENABLED)
                .when(new DeclareEncryption(HOST, true, " "))
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
    }

    @Test
    void itCannotBeUnsaidWhileAGuestThatWasPromisedItIsThere() {
        DeclareEncryption unsay = new DeclareEncryption(HOST, false, "new disks without");

        host.given(ENABLED, DECLARED, RESERVED, PROMISED)
                .when(unsay)
                .expectNoEvents()
                .expectException(refusedFor(ComputeRefusal.ENCRYPTION_PROMISED));
        host.given(ENABLED, DECLARED, RESERVED).when(unsay).expectEvents(new EncryptionWithdrawn(HOST, unsay.reason()));
        host.given(ENABLED, DECLARED, RESERVED, PROMISED, new EncryptionPromiseEnded(HOST, GUEST))
                .when(unsay)
                .expectEvents(new EncryptionWithdrawn(HOST, unsay.reason()));
    }

    @Test
    void aGuestIsPromisedItOnlyByAHostThatIsSaidToHaveIt() {
        ReserveCapacity wished = new ReserveCapacity(HOST, GUEST, TENANT, SMALL, List.of(), true);

        host.given(ENABLED).when(wished).expectNoEvents().expectException(refusedFor(ComputeRefusal.HOST_UNENCRYPTED));
        host.given(ENABLED, DECLARED).when(wished).expectEvents(RESERVED, PROMISED);
        host.given(ENABLED, DECLARED, new EncryptionWithdrawn(HOST, "new disks"))
                .when(wished)
                .expectException(refusedFor(ComputeRefusal.HOST_UNENCRYPTED));
        host.given(ENABLED, DECLARED, RESERVED)
                .when(new PromiseEncryption(HOST, GUEST))
                .expectEvents(PROMISED);
        host.given(ENABLED, RESERVED)
                .when(new PromiseEncryption(HOST, GUEST))
                .expectException(refusedFor(ComputeRefusal.HOST_UNENCRYPTED));
        host.given(ENABLED, DECLARED, RESERVED, PROMISED)
                .when(new PromiseEncryption(HOST, GUEST))
                .expectNoEvents();
    }

    @Test
    void thePromiseEndsWithTheGuestOrOnItsOwn() {
        EncryptionPromiseEnded ended = new EncryptionPromiseEnded(HOST, GUEST);

        host.given(ENABLED, DECLARED, RESERVED, PROMISED)
                .when(new ReleaseCapacity(HOST, GUEST))
                .expectEvents(ended, new CapacityReleased(HOST, GUEST, SMALL));
        host.given(ENABLED, DECLARED, RESERVED, PROMISED)
                .when(new EndEncryptionPromise(HOST, GUEST))
                .expectEvents(ended);
        host.given(ENABLED, DECLARED, RESERVED, PROMISED)
                .when(new EndEncryptionPromise(HOST, OTHER))
                .expectNoEvents();
    }
}
