package myidc.network;

import static myidc.shared.RefusedFor.refusedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import myidc.network.AddressRoom.Block;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.event.AssignmentEvent.AddressAssigned;
import myidc.network.event.AssignmentEvent.AddressReleased;
import myidc.network.event.PrefixEvent.PrefixAllocated;
import myidc.network.event.PrefixEvent.PrefixRetired;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be done with prefixes and addresses; who holds what is PostgreSQL's, taken back after each test. */
@QuarkusTest
@TestTransaction
class AddressLifeTest {
    private static final SiteId SITE = new SiteId(9_000_000_001L);
    private static final PrefixId PREFIX = new PrefixId(9_000_000_001L);
    private static final PrefixId OTHER_PREFIX = new PrefixId(9_000_000_002L);
    private static final AssignmentId FIRST = new AssignmentId(9_000_000_001L);
    private static final AssignmentId SECOND = new AssignmentId(9_000_000_002L);
    private static final Holder GUEST = new Holder("instance-42", new TenantId(7), null);
    private static final PrefixAllocated ALLOCATED =
            new PrefixAllocated(PREFIX, SITE, "172.29.100.0/29", 4, "172.29.100.1", false);
    private static final AssignAddress ASSIGN =
            new AssignAddress(FIRST, PREFIX, "172.29.100.2", 29, "172.29.100.1", GUEST);
    private static final AddressAssigned ASSIGNED = new AddressAssigned(
            FIRST, PREFIX, "172.29.100.2", 29, "172.29.100.1", "instance-42", new TenantId(7), null);

    @Inject
    AddressRoom room;

    @Inject
    AddressPicker picker;

    private AggregateTestFixture<Prefix> prefix;
    private AggregateTestFixture<Assignment> assignment;

    @BeforeEach
    void noPrefix() {
        prefix = new AggregateTestFixture<>(Prefix.class);
        prefix.registerInjectableResource(room);
        assignment = new AggregateTestFixture<>(Assignment.class);
        assignment.registerInjectableResource(room);
    }

    @Test
    void anAllocatedPrefixIsWrittenInTheUsualNotation() {
        prefix.givenNoPriorActivity()
                .when(new AllocatePrefix(PREFIX, SITE, "2001:DB8:51:0::/64", " ", false))
                .expectEvents(new PrefixAllocated(PREFIX, SITE, "2001:db8:51::/64", 6, null, false));
    }

    @Test
    void aPrefixThatOverlapsAnotherIsRefused() {
        open("172.29.100.0/24");

        prefix.givenNoPriorActivity()
                .when(new AllocatePrefix(OTHER_PREFIX, SITE, "172.29.100.64/26", null, false))
                .expectException(refusedFor(NetworkRefusal.PREFIX_OVERLAPS))
                .expectNoEvents();
    }

    @Test
    void aGatewayOutsideOrOnTheEdgeIsRefused() {
        for (String gateway : new String[] {"172.29.101.1", "172.29.100.0", "172.29.100.7", "2001:db8::1"}) {
            prefix.givenNoPriorActivity()
                    .when(new AllocatePrefix(PREFIX, SITE, "172.29.100.0/29", gateway, false))
                    .expectException(refusedFor(NetworkRefusal.GATEWAY_INVALID));
        }
    }

    @Test
    void aPrefixIsGivenUpOnceItsAddressesAreBack() {
        open("172.29.100.0/29");
        room.take(Ip.of("a", "172.29.100.2"), PREFIX, FIRST, "instance-42");

        prefix.given(ALLOCATED)
                .when(new RetirePrefix(PREFIX))
                .expectException(refusedFor(NetworkRefusal.PREFIX_IN_USE))
                .expectNoEvents();
        room.release(Ip.of("a", "172.29.100.2"), PREFIX, FIRST);
        prefix.given(ALLOCATED)
                .when(new RetirePrefix(PREFIX))
                .expectEvents(new PrefixRetired(PREFIX, "172.29.100.0/29"));
    }

    @Test
    void anAddressIsGivenToItsHolder() {
        open("172.29.100.0/29");

        assignment.givenNoPriorActivity().when(ASSIGN).expectEvents(ASSIGNED);
    }

    @Test
    void anAddressSomebodyHasIsRefused() {
        open("172.29.100.0/29");
        room.take(Ip.of("a", "172.29.100.2"), PREFIX, SECOND, "instance-7");

        assignment
                .givenNoPriorActivity()
                .when(ASSIGN)
                .expectException(refusedFor(NetworkRefusal.ADDRESS_TAKEN))
                .expectNoEvents();
    }

    @Test
    void givingBackTwiceIsGivingBackOnce() {
        open("172.29.100.0/29");
        AddressReleased released = new AddressReleased(FIRST, PREFIX, "172.29.100.2", "instance-42");

        assignment.given(ASSIGNED).when(new ReleaseAddress(FIRST)).expectEvents(released);
        assignment.given(ASSIGNED, released).when(new ReleaseAddress(FIRST)).expectNoEvents();
    }

    @Test
    void thePickerHoldsWhatItChoseAndTheCommandKeepsIt() {
        open("172.29.100.0/29");

        AssignAddress first = picker.next(PREFIX, GUEST);
        AssignAddress second = picker.next(PREFIX, GUEST);

        assertThat(first.address()).isEqualTo("172.29.100.2");
        assertThat(first.gateway()).isEqualTo("172.29.100.1");
        assertThat(second.address()).isEqualTo("172.29.100.3");
        assignment.givenNoPriorActivity().when(first).expectSuccessfulHandlerExecution();
    }

    @Test
    void thePickerGoesToTheNextPrefixOfTheSiteWhenOneIsFull() {
        open("172.29.100.0/31");
        room.open(OTHER_PREFIX, SITE, block("172.29.113.0/31", null));

        assertThat(picker.nextAt(SITE, 4, GUEST).address()).isEqualTo("172.29.100.0");
        assertThat(picker.nextAt(SITE, 4, GUEST).address()).isEqualTo("172.29.100.1");
        assertThat(picker.nextAt(SITE, 4, GUEST).address()).isEqualTo("172.29.113.0");
        assertThat(picker.nextAt(SITE, 4, GUEST).address()).isEqualTo("172.29.113.1");
        assertThatThrownBy(() -> picker.nextAt(SITE, 4, GUEST)).hasMessageContaining("no free IPv4 address");
        assertThatThrownBy(() -> picker.nextAt(SITE, 6, GUEST)).hasMessageContaining("no free IPv6 address");
    }

    @Test
    void aLowerAddressGivenBackIsTheNextGivenOut() {
        open("172.30.0.0/16");
        AssignAddress first = picker.next(PREFIX, GUEST);
        for (int i = 0; i < 600; i++) {
            picker.next(PREFIX, GUEST);
        }

        room.release(Ip.of("a", first.address()), PREFIX, first.assignmentId());

        assertThat(picker.next(PREFIX, GUEST).address()).isEqualTo(first.address());
        assertThat(picker.next(PREFIX, GUEST).address()).isEqualTo("172.30.2.90");
    }

    private void open(String cidr) {
        room.open(PREFIX, SITE, block(cidr, cidr.endsWith("/29") ? "172.29.100.1" : null));
    }

    private static Block block(String cidr, String gateway) {
        Cidr block = Cidr.of("cidr", cidr);
        return new Block(
                block, gateway == null ? null : Ip.of("gateway", gateway), block.first(false), block.last(false));
    }
}
