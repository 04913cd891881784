package myidc.compute.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.event.Resources;
import myidc.shared.id.HostId;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Resources WANTED = new Resources(2, 4_096, 10_000);
    private static final Resources MOST = new Resources(8, 32_768, 100_000);

    @Test
    void theFullestHostThatStillFitsIsFirst() {
        Placement placement = weigh(
                host(1, new Resources(0, 0, 0)), host(2, new Resources(4, 4_096, 0)), host(3, new Resources(2, 0, 0)));

        assertThat(placement.fitting()).containsExactly(new HostId(2), new HostId(3), new HostId(1));
        assertThat(placement.recorded().getFirst())
                .isEqualTo(new Candidate(new HostId(2), new BigDecimal("0.7500"), null));
    }

    @Test
    void equalHostsGoByTheirNumbers() {
        assertThat(weigh(host(9, Resources.NONE), host(4, Resources.NONE)).fitting())
                .containsExactly(new HostId(4), new HostId(9));
    }

    @Test
    void eachPartMayBeWhatIsMissing() {
        Placement placement = weigh(host(1, new Resources(7, 0, 0)), host(2, new Resources(0, 28_673, 0)));
        Placement third = weigh(host(3, new Resources(0, 0, 90_001)));

        assertThat(placement.fitting()).isEmpty();
        assertThat(placement.recorded()).extracting(Candidate::refusal).containsExactly("VCPUS", "MEMORY");
        assertThat(third.recorded()).extracting(Candidate::refusal).containsExactly("DISK");
    }

    @Test
    void aHostIsFilledToTheLastPart() {
        assertThat(weigh(host(1, MOST.minus(WANTED))).fitting()).containsExactly(new HostId(1));
    }

    @Test
    void closedHostsAndThoseJustFilledAreLeftOut() {
        List<HostRoom> rooms =
                List.of(new HostRoom(new HostId(1), "CORDONED", MOST, Resources.NONE), host(2, Resources.NONE));

        Placement placement = Placement.of(rooms, host -> WANTED, Set.of(new HostId(2)));

        assertThat(placement.fitting()).isEmpty();
        assertThat(placement.recorded()).extracting(Candidate::refusal).containsExactly("CORDONED", "FILLED_MEANWHILE");
    }

    @Test
    void fewCandidatesAreRecordedHoweverManyAreWeighed() {
        HostRoom[] rooms = new HostRoom[50];
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = host(i + 1, i % 2 == 0 ? Resources.NONE : MOST);
        }

        Placement placement = weigh(rooms);

        assertThat(placement.recorded()).hasSize(5);
        assertThat(placement.weighed()).isEqualTo(50);
        assertThat(placement.fitting()).hasSize(25);
    }

    private static Placement weigh(HostRoom... rooms) {
        return Placement.of(List.of(rooms), host -> WANTED, Set.of());
    }

    private static HostRoom host(long id, Resources reserved) {
        return new HostRoom(new HostId(id), "ACTIVE", MOST, reserved);
    }
}
