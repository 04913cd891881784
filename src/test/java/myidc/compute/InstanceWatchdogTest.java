package myidc.compute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.WatchdogCommand.FollowFallen;
import myidc.compute.WatchdogCommand.SetWatchdog;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceShutdownRequested;
import myidc.compute.event.InstanceEvent.InstanceStopped;
import myidc.compute.event.WatchdogEvent.GuestFell;
import myidc.compute.event.WatchdogEvent.GuestLeftOff;
import myidc.compute.event.WatchdogEvent.GuestRevived;
import myidc.compute.event.WatchdogEvent.WatchdogSet;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which guests that stop by themselves are started again, and how often. */
class InstanceWatchdogTest {
    private static final InstanceId GUEST = new InstanceId(9_000_000_011L);
    private static final TenantId TENANT = new TenantId(9_000_000_011L);
    private static final HostId HOST = new HostId(9_000_000_011L);
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final List<Object> RUNNING = List.of(
            new InstanceRequested(
                    GUEST,
                    TENANT,
                    "web-1",
                    new GuestSize("small", 1, 1_024, 10_240, 1_000),
                    null,
                    new SiteId(1),
                    "cn-sha",
                    List.of(),
                    true),
            new InstancePlaced(GUEST, HOST, List.of(), 1),
            new InstanceProvisioned(GUEST, TENANT, "web-1", "small", "cn-sha", HOST),
            new InstanceBootRequested(GUEST),
            new InstanceBooted(GUEST));
    private static final List<Object> REVIVED_ONCE = List.of(
            new GuestFell(GUEST, HOST, true),
            new InstanceBootRequested(GUEST),
            new GuestRevived(GUEST, 1),
            new InstanceBooted(GUEST));

    private AggregateTestFixture<Instance> guest;

    @BeforeEach
    void aFixture() {
        guest = new AggregateTestFixture<>(Instance.class);
        guest.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void oneThatStopsByItselfIsStartedAgain() {
        given(RUNNING, NOON)
                .when(fallen(RUNNING.size(), true))
                .expectEvents(
                        new GuestFell(GUEST, HOST, true), new InstanceBootRequested(GUEST), new GuestRevived(GUEST, 1));
    }

    @Test
    void oneThatNobodyWantsWatchedIsSwitchedOffInTheBookAndMayBeStarted() {
        List<Object> unwatched = and(RUNNING, new WatchdogSet(GUEST, false));

        given(unwatched, NOON).when(fallen(unwatched.size(), false)).expectEvents(new GuestFell(GUEST, HOST, false));
        given(and(unwatched, new GuestFell(GUEST, HOST, false)), NOON)
                .when(new BootInstance(GUEST, null))
                .expectEvents(new InstanceBootRequested(GUEST));
    }

    @Test
    void theSixthTimeWithinAnHourItStaysOff() {
        List<Object> past = revived(5);

        given(past, NOON.minus(Duration.ofMinutes(59)))
                .when(fallen(past.size(), true))
                .expectEvents(new GuestFell(GUEST, HOST, true), new GuestLeftOff(GUEST, TENANT, "web-1", 5));
    }

    @Test
    void startsOfMoreThanAnHourAgoDoNotCount() {
        List<Object> past = revived(5);

        given(past, NOON.minus(Duration.ofMinutes(61)))
                .when(fallen(past.size(), true))
                .expectEvents(
                        new GuestFell(GUEST, HOST, true), new InstanceBootRequested(GUEST), new GuestRevived(GUEST, 1));
    }

    @Test
    void whatWasDoneToItSinceItsHostWasAskedCounts() {
        List<Object> stopping = and(RUNNING, new InstanceShutdownRequested(GUEST));
        given(stopping, NOON).when(fallen(stopping.size(), false)).expectNoEvents();
        List<Object> off = and(stopping, new InstanceStopped(GUEST));
        given(off, NOON).when(fallen(off.size(), false)).expectNoEvents();
        List<Object> again = and(off, new InstanceBootRequested(GUEST), new InstanceBooted(GUEST));
        given(again, NOON).when(fallen(RUNNING.size(), false)).expectNoEvents();
        given(RUNNING, NOON)
                .when(new FollowFallen(GUEST, new HostId(1), RUNNING.size() - 1, false))
                .expectNoEvents();
    }

    @Test
    void theWatchdogIsSetOnce() {
        given(RUNNING, NOON).when(new SetWatchdog(GUEST, true)).expectNoEvents();
        given(RUNNING, NOON).when(new SetWatchdog(GUEST, false)).expectEvents(new WatchdogSet(GUEST, false));
        given(and(RUNNING, new WatchdogSet(GUEST, false)), NOON)
                .when(new SetWatchdog(GUEST, true))
                .expectEvents(new WatchdogSet(GUEST, true));
    }

    private static List<Object> revived(int times) {
        List<Object> past = new ArrayList<>(RUNNING);
        for (int time = 1; time <= times; time++) {
            past.addAll(REVIVED_ONCE);
        }
        return past;
    }

    private static FollowFallen fallen(int facts, boolean crashed) {
        return new FollowFallen(GUEST, HOST, facts - 1, crashed);
    }

    private static List<Object> and(List<Object> past, Object... more) {
        List<Object> all = new ArrayList<>(past);
        all.addAll(List.of(more));
        return all;
    }

    private When given(List<Object> past, Instant at) {
        aFixture();
        return command -> guest.givenCurrentTime(at).andGiven(past).when(command);
    }

    /** Says what is done. */
    private interface When {
        ResultValidator<Instance> when(Object command);
    }
}
