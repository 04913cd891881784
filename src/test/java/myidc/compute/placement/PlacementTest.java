package myidc.compute.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.event.Resources;
import myidc.compute.event.WeighingEvent.PlacementWeighed;
import myidc.compute.event.WeighingEvent.Refusals;
import myidc.compute.packing.Policy;
import myidc.compute.packing.RecentDemand;
import myidc.compute.placement.Pins.Pin;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementRuleId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacementTest {
    private static final TenantId TENANT = new TenantId(1);
    private static final TenantId OTHER = new TenantId(2);
    private static final Resources WANTED = new Resources(2, 4_096, 10_000);
    private static final Resources MOST = new Resources(8, 32_768, 100_000);

    @Test
    void theFullestHostThatStillFitsIsFirst() {
        Placement placement = weigh(
                host(1, new Resources(0, 0, 0)), host(2, new Resources(4, 4_096, 0)), host(3, new Resources(2, 0, 0)));

        assertThat(placement.host()).isEqualTo(new HostId(2));
        assertThat(placement.recorded())
                .extracting(Candidate::hostId)
                .containsExactly(new HostId(2), new HostId(3), new HostId(1));
        assertThat(placement.recorded().getFirst())
                .isEqualTo(new Candidate(new HostId(2), new BigDecimal("0.750000"), null));
    }

    @Test
    void equalHostsGoByTheirNumbers() {
        assertThat(weigh(host(9, Resources.NONE), host(4, Resources.NONE)).host())
                .isEqualTo(new HostId(4));
    }

    @Test
    void guestsCreatedAtOnceDrawAmongTheBestQuarter() {
        List<HostRoom> rooms = new ArrayList<>();
        for (int id = 1; id <= 40; id++) {
            rooms.add(host(id, id <= 12 ? new Resources(4, 0, 0) : Resources.NONE));
        }
        Map<HostId, Integer> drawn = new HashMap<>();
        for (long guest = 1; guest <= 800; guest++) {
            Placement placement = Placement.of(rooms, wish(guest), Set.of());
            HostId host = Objects.requireNonNull(placement.host());
            drawn.merge(host, 1, Integer::sum);
            assertThat(placement.recorded()).hasSize(3);
            assertThat(placement.recorded().getFirst().hostId()).isEqualTo(host);
            assertThat(Placement.of(rooms, wish(guest), Set.of()).host())
                    .as("drawn again")
                    .isEqualTo(host);
        }
        assertThat(drawn.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 8).mapToObj(HostId::new).toList());
        assertThat(drawn.values()).allSatisfy(times -> assertThat(times).isBetween(70, 130));
    }

    @Test
    void eachPartMayBeWhatIsMissing() {
        Placement placement = weigh(host(1, new Resources(7, 0, 0)), host(2, new Resources(0, 28_673, 0)));
        Placement third = weigh(host(3, new Resources(0, 0, 90_001)));

        assertThat(placement.host()).isNull();
        assertThat(placement.recorded()).extracting(Candidate::refusal).containsExactly("VCPUS", "MEMORY");
        assertThat(third.recorded()).extracting(Candidate::refusal).containsExactly("DISK");
    }

    @Test
    void aHostIsFilledToTheLastPart() {
        assertThat(weigh(host(1, MOST.minus(WANTED))).host()).isEqualTo(new HostId(1));
    }

    @Test
    void closedHostsAndThoseJustFilledAreLeftOut() {
        List<HostRoom> rooms =
                List.of(new HostRoom(new HostId(1), "CORDONED", MOST, Resources.NONE, false), host(2, Resources.NONE));

        Placement placement = Placement.of(rooms, wish(1), Set.of(new HostId(2)));

        assertThat(placement.host()).isNull();
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
    }

    private static Placement weigh(HostRoom... rooms) {
        return Placement.of(List.of(rooms), wish(1), Set.of());
    }

    @Test
    void aGuestKeptApartTakesACrowdedHostOnlyWhereNoOtherHasRoomAndNeverWhenStrict() {
        List<HostRoom> two = List.of(host(1, Resources.NONE), host(2, Resources.NONE));

        assertThat(Placement.of(two, apart(false, 1), Set.of()).host()).isEqualTo(new HostId(2));
        assertThat(Placement.of(two, apart(false, 1, 2), Set.of()).host()).isNotNull();
        Placement strict = Placement.of(two, apart(true, 1, 2), Set.of());
        assertThat(strict.host()).isNull();
        assertThat(strict.recorded()).extracting(Candidate::refusal).containsExactly("ANTI_AFFINITY", "ANTI_AFFINITY");
    }

    @Test
    void aHostWithoutTheGpusThatAreWantedIsRefusedAndSaysSo() {
        List<HostRoom> two = List.of(host(1, Resources.NONE), host(2, Resources.NONE));

        Placement placement = Placement.of(
                two,
                new Placement.Wish(
                        new InstanceId(1),
                        TENANT,
                        Pins.NONE,
                        host -> WANTED,
                        null,
                        host -> true,
                        false,
                        host -> host.value() == 2,
                        Placement.Apart.FROM_NONE,
                        Yardstick.UNRULED),
                Set.of());

        assertThat(placement.host()).isEqualTo(new HostId(2));
        assertThat(placement.recorded())
                .filteredOn(candidate -> candidate.refusal() != null)
                .containsExactly(new Candidate(new HostId(1), null, "GPU"));
    }

    @Test
    void aHostWhosePoolHasNoRoomIsRefusedAndTheOneThatHasItAlreadySaysSo() {
        List<HostRoom> three = List.of(host(1, Resources.NONE), host(2, Resources.NONE), host(3, Resources.NONE));

        Placement placement = Placement.of(
                three,
                new Placement.Wish(
                        new InstanceId(1),
                        TENANT,
                        Pins.NONE,
                        host -> WANTED,
                        new HostId(3),
                        host -> host.value() == 2,
                        false,
                        host -> true,
                        Placement.Apart.FROM_NONE,
                        Yardstick.UNRULED),
                Set.of());

        assertThat(placement.host()).isEqualTo(new HostId(2));
        assertThat(placement.weighing().refused())
                .extracting(Weighing.Refused::filters)
                .containsExactly(List.of("POOL"), List.of("PRESENT", "POOL"));
    }

    @Test
    void aGuestWhoseDisksHaveToBeEncryptedGoesWhereTheyAreAndEachOtherHostSaysSo() {
        List<HostRoom> rooms =
                List.of(host(1, Resources.NONE), encrypted(2, Resources.NONE), host(3, MOST), encrypted(4, MOST));

        Placement placement = Placement.of(rooms, wish(1, true), Set.of());

        assertThat(placement.host()).isEqualTo(new HostId(2));
        assertThat(placement.weighing().refused())
                .extracting(Weighing.Refused::filters)
                .containsExactly(
                        List.of("ENCRYPTION"),
                        List.of("VCPUS", "MEMORY", "DISK", "ENCRYPTION"),
                        List.of("VCPUS", "MEMORY", "DISK"));
        assertThat(Placement.of(List.of(host(1, Resources.NONE)), wish(1, true), Set.of())
                        .host())
                .isNull();
        assertThat(Placement.of(rooms, wish(1, false), Set.of()).weighing().fitting())
                .extracting(fitting -> fitting.room().hostId().value())
                .containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void aHostKeptForTenantsTakesTheirGuestsAlone() {
        List<HostRoom> two = List.of(host(1, Resources.NONE), host(2, Resources.NONE));
        Pins one = new Pins(Map.of(new HostId(1), new Pin(Set.of(TENANT.value()), false)));

        Placement others = Placement.of(two, wish(1, OTHER, one), Set.of());
        assertThat(others.host()).isEqualTo(new HostId(2));
        assertThat(others.recorded()).contains(new Candidate(new HostId(1), null, "PINNED"));
        assertThat(Placement.of(two, wish(1, TENANT, one), Set.of()).recorded())
                .extracting(Candidate::refusal)
                .containsOnlyNulls();
    }

    @Test
    void aTenantThatIsToBeNowhereElseIsRefusedWhereItsHostsAreFull() {
        Pins only = new Pins(Map.of(
                new HostId(1), new Pin(Set.of(TENANT.value()), true),
                new HostId(3), new Pin(Set.of(TENANT.value(), OTHER.value()), false)));
        List<HostRoom> full = List.of(host(1, MOST), host(2, Resources.NONE), host(3, MOST));

        Placement refused = Placement.of(full, wish(1, TENANT, only), Set.of());
        assertThat(refused.host()).isNull();
        assertThat(refused.recorded()).contains(new Candidate(new HostId(2), null, "PINNED_ELSEWHERE"));
        List<HostRoom> roomOnShared = List.of(host(1, MOST), host(2, Resources.NONE), host(3, Resources.NONE));
        assertThat(Placement.of(roomOnShared, wish(1, TENANT, only), Set.of()).host())
                .isEqualTo(new HostId(3));
        assertThat(Placement.of(full, wish(1, OTHER, only), Set.of()).host()).isEqualTo(new HostId(2));
    }

    @Test
    void theWholeDecisionIsToldWithEachFilterAndThePartsOfEachScore() {
        HostRoom closed = new HostRoom(new HostId(1), "CORDONED", MOST, MOST, false);
        List<HostRoom> rooms = List.of(closed, host(2, Resources.NONE), host(3, MOST), host(4, Resources.NONE));
        Yardstick balanced = new Yardstick(Policy.BALANCED_FIT, RecentDemand.NONE);
        Pins pins = new Pins(Map.of(new HostId(3), new Pin(Set.of(OTHER.value()), false)));
        Placement placement = Placement.of(
                rooms,
                new Placement.Wish(
                        new InstanceId(1),
                        TENANT,
                        pins,
                        host -> WANTED,
                        null,
                        host -> true,
                        false,
                        host -> true,
                        new Placement.Apart(Set.of(new HostId(4)), false),
                        balanced),
                Set.of());

        PlacementWeighed told = placement.weighing().told(new InstanceId(1), new HostId(2), new PlacementRuleId(7));

        assertThat(told.policy()).isEqualTo("BALANCED_FIT");
        assertThat(told.placementRuleId()).isEqualTo(new PlacementRuleId(7));
        assertThat(told.weights()).containsExactly("free -1.0", "imbalance -2.0");
        assertThat(told.hosts()).isEqualTo(4);
        assertThat(told.fitting()).isEqualTo(2);
        assertThat(told.refused())
                .containsExactly(
                        new Refusals("CORDONED", 1),
                        new Refusals("DISK", 2),
                        new Refusals("MEMORY", 2),
                        new Refusals("PINNED", 1),
                        new Refusals("VCPUS", 2));
        assertThat(told.verdicts().getFirst()).matches("2 -[0-9.]+ [0-9.]+ [0-9.]+");
        assertThat(told.verdicts().subList(1, 4))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("4 -").endsWith(" BESIDE"),
                        line -> assertThat(line).isEqualTo("1 CORDONED VCPUS MEMORY DISK"),
                        line -> assertThat(line).isEqualTo("3 PINNED VCPUS MEMORY DISK"));
    }

    @Test
    void ofThousandsOfHostsTheBestAreToldOneByOneAndAllAreCounted() {
        List<HostRoom> rooms = new ArrayList<>();
        for (int id = 1; id <= 3_000; id++) {
            rooms.add(host(id, id % 3 == 0 ? MOST : Resources.NONE));
        }

        PlacementWeighed told =
                Placement.of(rooms, wish(1), Set.of()).weighing().told(new InstanceId(1), new HostId(1), null);

        assertThat(told.verdicts()).hasSize(200);
        assertThat(told.hosts()).isEqualTo(3_000);
        assertThat(told.fitting()).isEqualTo(2_000);
        assertThat(told.refused()).contains(new Refusals("VCPUS", 1_000));
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void theWeighedPartsOfAScoreAddUpToIt(Policy policy) {
        HostRoom room = host(1, new Resources(3, 1_024, 0));
        Yardstick yardstick = new Yardstick(policy, RecentDemand.NONE);

        double sum = yardstick.parts(room, WANTED).stream()
                .mapToDouble(part -> part.value() * part.weight())
                .sum();

        assertThat(sum).isCloseTo(yardstick.score(room, WANTED).doubleValue(), within(0.000_001));
    }

    @Test
    void aRuleOfTheOperatorsScoresHostsByItsPolicy() {
        List<HostRoom> rooms = List.of(host(1, new Resources(4, 4_096, 0)), host(2, Resources.NONE));
        Yardstick spread = new Yardstick(Policy.SPREAD, RecentDemand.of(Map.of(), MOST));

        Placement placement = Placement.of(
                rooms,
                new Placement.Wish(
                        new InstanceId(1),
                        TENANT,
                        Pins.NONE,
                        host -> WANTED,
                        null,
                        host -> true,
                        false,
                        host -> true,
                        Placement.Apart.FROM_NONE,
                        spread),
                Set.of());

        assertThat(placement.host()).isEqualTo(new HostId(2));
        assertThat(placement.recorded().getFirst().score()).isEqualByComparingTo("1.625");
    }

    private static Placement.Wish apart(boolean strict, long... hosts) {
        Set<HostId> from = Arrays.stream(hosts).mapToObj(HostId::new).collect(Collectors.toSet());
        return new Placement.Wish(
                new InstanceId(1),
                TENANT,
                Pins.NONE,
                host -> WANTED,
                null,
                host -> true,
                false,
                host -> true,
                new Placement.Apart(from, strict),
                Yardstick.UNRULED);
    }

    private static Placement.Wish wish(long guest) {
        return wish(guest, TENANT, Pins.NONE);
    }

    private static Placement.Wish wish(long guest, TenantId tenant, Pins pins) {
        return new Placement.Wish(
                new InstanceId(guest),
                tenant,
                pins,
                host -> WANTED,
                null,
                host -> true,
                false,
                host -> true,
                Placement.Apart.FROM_NONE,
                Yardstick.UNRULED);
    }

    private static Placement.Wish wish(long guest, boolean encrypted) {
        return new Placement.Wish(
                new InstanceId(guest),
                TENANT,
                Pins.NONE,
                host -> WANTED,
                null,
                host -> true,
                encrypted,
                host -> true,
                Placement.Apart.FROM_NONE,
                Yardstick.UNRULED);
    }

    private static HostRoom encrypted(long id, Resources reserved) {
        return new HostRoom(new HostId(id), "ACTIVE", MOST, reserved, true);
    }

    private static HostRoom host(long id, Resources reserved) {
        return new HostRoom(new HostId(id), "ACTIVE", MOST, reserved, false);
    }
}
