package myidc.compute;

import static myidc.shared.RefusedFor.refusedFor;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.compute.HandoverCommand.HandInstanceOver;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.TransferCommand.AcceptTransfer;
import myidc.compute.TransferCommand.CancelTransfer;
import myidc.compute.TransferCommand.OfferTransfer;
import myidc.compute.TransferCommand.ReportTransferFailed;
import myidc.compute.TransferCommand.ReportTransferStale;
import myidc.compute.TransferCommand.Secret;
import myidc.compute.event.GuestSize;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceTagged;
import myidc.compute.event.InstanceEvent.InterfacesArranged;
import myidc.compute.event.LockEvent.InstanceLocked;
import myidc.compute.event.Nic;
import myidc.compute.event.TransferEvent.TransferAccepted;
import myidc.compute.event.TransferEvent.TransferCancelled;
import myidc.compute.event.TransferEvent.TransferFailed;
import myidc.compute.event.TransferEvent.TransferOffered;
import myidc.compute.event.TransferEvent.TransferReceived;
import myidc.compute.event.TransferEvent.TransferWentStale;
import myidc.platform.axon.WhoAndWhy;
import myidc.platform.db.Claims;
import myidc.platform.privacy.Personal;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.LockId;
import myidc.shared.id.NicId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TransferId;
import myidc.shared.id.VlanId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An offer ends once; a machine changes hands with nothing under way and nothing that binds it to its tenant. */
@QuarkusTest
@TestTransaction
class TransferTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final TransferId OFFER = new TransferId(9_000_000_021L);
    private static final TenantId SENDER = new TenantId(9_000_000_021L);
    private static final TenantId RECEIVER = new TenantId(9_000_000_022L);
    private static final InstanceId GUEST = new InstanceId(9_000_000_021L);
    private static final AssignmentId ANEW = new AssignmentId(9_000_000_022L);
    private static final Personal TOKEN = new Personal("transfer-1", "c2VhbGVk");
    private static final TransferOffered OFFERED =
            new TransferOffered(OFFER, SENDER, List.of(GUEST), "hash", TOKEN, NOON.plusSeconds(1));
    private static final HandInstanceOver OVER = new HandInstanceOver(GUEST, OFFER, SENDER, RECEIVER, ANEW);

    @Inject
    Claims claims;

    private AggregateTestFixture<Transfer> offer;
    private AggregateTestFixture<Instance> guest;

    @BeforeEach
    void fixtures() {
        offer = new AggregateTestFixture<>(Transfer.class);
        offer.registerInjectableResource(claims);
        offer.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
        guest = new AggregateTestFixture<>(Instance.class);
        guest.registerInjectableResource(claims);
    }

    @Test
    void anOfferIsAcceptedOnceByAnotherTenant() {
        offer.given(OFFERED)
                .when(new AcceptTransfer(OFFER, RECEIVER))
                .expectEvents(new TransferAccepted(OFFER, SENDER), new TransferReceived(OFFER, RECEIVER));
        offer.given(OFFERED, new TransferAccepted(OFFER, SENDER))
                .when(new AcceptTransfer(OFFER, RECEIVER))
                .expectException(refusedFor(ComputeRefusal.TRANSFER_STATE));
        offer.given(OFFERED)
                .when(new AcceptTransfer(OFFER, SENDER))
                .expectException(refusedFor(ComputeRefusal.TRANSFER_PARTY));
    }

    @Test
    void anOfferThatIsOverStaysSo() {
        for (Object end : List.of(
                new TransferCancelled(OFFER, SENDER),
                new TransferWentStale(OFFER, SENDER),
                new TransferFailed(OFFER, SENDER, "gone"))) {
            offer.given(OFFERED, end)
                    .when(new AcceptTransfer(OFFER, RECEIVER))
                    .expectException(refusedFor(ComputeRefusal.TRANSFER_STATE));
            offer.given(OFFERED, end)
                    .when(new CancelTransfer(OFFER))
                    .expectException(refusedFor(ComputeRefusal.TRANSFER_STATE));
            offer.given(OFFERED, end).when(new ReportTransferStale(OFFER)).expectNoEvents();
            offer.given(OFFERED, end)
                    .when(new ReportTransferFailed(OFFER, "gone"))
                    .expectNoEvents();
        }
    }

    @Test
    void anOfferGoesStaleOnlyOnceItsTimeIsOver() {
        offer.given(OFFERED).when(new ReportTransferStale(OFFER)).expectNoEvents();
        TransferOffered past = new TransferOffered(OFFER, SENDER, List.of(GUEST), "hash", TOKEN, NOON);
        offer.given(past).when(new ReportTransferStale(OFFER)).expectEvents(new TransferWentStale(OFFER, SENDER));
        offer.given(past)
                .when(new AcceptTransfer(OFFER, RECEIVER))
                .expectException(refusedFor(ComputeRefusal.TRANSFER_STATE));
    }

    @Test
    void aMachineIsInOneOffer() {
        claims.take(
                new Claims.Claim("compute.transfer", GUEST.text(), "entities.linodes"),
                "transfer-1",
                ComputeRefusal.TRANSFER_OFFERED);

        offer.givenNoPriorActivity()
                .when(new OfferTransfer(OFFER, SENDER, List.of(GUEST), new Secret("hash", TOKEN), NOON))
                .expectException(refusedFor(ComputeRefusal.TRANSFER_OFFERED));
    }

    @Test
    void aMachineThatChangesHandsLeavesItsTags() {
        guest.given(standing(new InstanceTagged(GUEST, List.of("theirs"))))
                .when(OVER)
                .expectEvents(new InstanceChangedHands(GUEST, OFFER, SENDER, RECEIVER, "web-1", ANEW));
        guest.given(standing(
                        new InstanceTagged(GUEST, List.of("theirs")),
                        new InstanceChangedHands(GUEST, OFFER, SENDER, RECEIVER, "web-1", ANEW)))
                .when(new InstanceCommand.TagInstance(GUEST, List.of()))
                .expectNoEvents();
    }

    @Test
    void whereItsLabelIsTakenItIsCalledByItsNumber() {
        claims.take(InstanceWords.claim(RECEIVER, "web-1"), "instance-1", ComputeRefusal.LABEL_TAKEN);

        guest.given(standing())
                .when(OVER)
                .expectEvents(new InstanceChangedHands(GUEST, OFFER, SENDER, RECEIVER, "linode" + GUEST.value(), ANEW));
    }

    @Test
    void aMachineThatIsBusyOrBoundStaysWhereItIs() {
        guest.given(standing(new InstanceBootRequested(GUEST)))
                .when(OVER)
                .expectException(refusedFor(ComputeRefusal.INSTANCE_BUSY));
        guest.given(standing(new InstanceLocked(GUEST, new LockId(1), false)))
                .when(OVER)
                .expectException(refusedFor(ComputeRefusal.INSTANCE_LOCKED));
        guest.given(standing(new InterfacesArranged(
                        GUEST, SENDER, List.of(Nic.vlan(new NicId(1), new VlanId(1), "office", 7, null)))))
                .when(OVER)
                .expectException(refusedFor(ComputeRefusal.INSTANCE_STATE));
        guest.given(standing(new InstanceChangedHands(GUEST, OFFER, SENDER, RECEIVER, "web-1", ANEW)))
                .when(OVER)
                .expectException(refusedFor(ComputeRefusal.INSTANCE_STATE));
    }

    /** What was asked for while it was the sender's, and comes once it is not, is not done. */
    @Test
    void whoHadTheMachineAMomentAgoDoesNothingToIt() {
        List<Object> gone = standing(new InstanceChangedHands(GUEST, OFFER, SENDER, RECEIVER, "web-1", ANEW));

        guest.given(gone)
                .when(new BootInstance(GUEST, null), Map.of(WhoAndWhy.TENANT, SENDER.value()))
                .expectException(refusedFor(ComputeRefusal.INSTANCE_NOT_FOUND));
        guest.given(gone)
                .when(new BootInstance(GUEST, null), Map.of(WhoAndWhy.TENANT, RECEIVER.value()))
                .expectEvents(new InstanceBootRequested(GUEST));
    }

    private static List<Object> standing(Object... more) {
        List<Object> facts = new ArrayList<>(List.of(
                new InstanceRequested(
                        GUEST,
                        SENDER,
                        "web-1",
                        new GuestSize("small", 1, 1_024, 10_240, 1_000),
                        null,
                        new SiteId(1),
                        "cn-sha",
                        List.of(),
                        false),
                new InstancePlaced(GUEST, new HostId(1), List.of(), 1),
                new InstanceProvisioned(GUEST, SENDER, "web-1", "small", "cn-sha", new HostId(1))));
        facts.addAll(List.of(more));
        return facts;
    }
}
