package myidc.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import myidc.compute.GuestContentCommand.RebuildInstance;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.InstanceCommand.DeleteInstance;
import myidc.compute.InstanceCommand.OpenConsole;
import myidc.compute.InstanceCommand.RebootInstance;
import myidc.compute.InstanceCommand.ResetRootPassword;
import myidc.compute.InstanceCommand.ResizeInstance;
import myidc.compute.InstanceCommand.ShutDownInstance;
import myidc.compute.event.ConsoleEvent;
import myidc.compute.event.GuestContentEvent.InstanceRebuildRequested;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstanceDeletionFailed;
import myidc.compute.event.InstanceEvent.InstanceDeletionRequested;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRebootRequested;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeRequested;
import myidc.compute.event.InstanceEvent.InstanceShutdownRequested;
import myidc.compute.event.InstanceEvent.ProvisioningFailed;
import myidc.platform.db.Claims;
import myidc.shared.Refused;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.Test;

/** The pages switch off what a guest's state forbids: they are held to this table, which the guest itself answers. */
@QuarkusTest
@TestTransaction
class StateRulesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/state-rules.json");
    private static final String MAY = "may";
    private static final InstanceId GUEST = new InstanceId(9_000_000_005L);
    private static final TenantId TENANT = new TenantId(9_000_000_005L);
    private static final HostId HOST = new HostId(9_000_000_005L);
    private static final DiskId DISK = new DiskId(GUEST.value());
    private static final ConfigId CONFIG = new ConfigId(GUEST.value());
    private static final GuestSize SMALL = new GuestSize("small", 1, 1_024, 10_240, 1_000);
    private static final GuestSize LARGE = new GuestSize("large", 4, 8_192, 81_920, 4_000);
    private static final String IMAGE = "linode/debian12";

    @Inject
    Claims claims;

    @Inject
    ObjectMapper json;

    @Test
    void whatEachStateAllowsIsInTheTable() throws IOException {
        Map<String, Map<String, String>> table = new LinkedHashMap<>();
        states().forEach((state, past) -> {
            Map<String, String> answers = new LinkedHashMap<>();
            deeds().forEach((deed, command) -> answers.put(deed, answer(past, command)));
            table.put(state.name(), answers);
        });
        String told = json.writerWithDefaultPrettyPrinter().writeValueAsString(table) + "\n";
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(GOLDEN, told);
        }
        assertThat(GOLDEN).as("make it by -Dgolden=write, then read it").exists();
        assertThat(told).isEqualTo(Files.readString(GOLDEN));
    }

    private String answer(List<Object> past, Object command) {
        AggregateTestFixture<Instance> guest = new AggregateTestFixture<>(Instance.class);
        guest.registerInjectableResource(claims);
        List<String> refused = new ArrayList<>();
        try {
            guest.given(past).when(command).expectException(kept(refused::add));
        } catch (AssertionError allowed) {
            return MAY;
        }
        return refused.getFirst();
    }

    private static CustomTypeSafeMatcher<Refused> kept(Consumer<String> reason) {
        return new CustomTypeSafeMatcher<>("refused") {
            @Override
            protected boolean matchesSafely(Refused refused) {
                reason.accept(refused.refusal().toString());
                return true;
            }
        };
    }

    private static Map<InstanceState, List<Object>> states() {
        List<Object> made = List.of(
                new InstanceRequested(GUEST, TENANT, "web-1", SMALL, IMAGE, new SiteId(1), "cn-sha", List.of(), false),
                new InstancePlaced(GUEST, HOST, List.of(), 1));
        List<Object> off = and(made, new InstanceProvisioned(GUEST, TENANT, "web-1", "small", "cn-sha", HOST));
        List<Object> on = and(off, new InstanceBootRequested(GUEST), new InstanceBooted(GUEST));
        GuestDisk disk = GuestDisk.first(DISK, IMAGE, SMALL.diskMb());
        List<Object> leaving = and(off, new InstanceDeletionRequested(GUEST));
        Map<InstanceState, List<Object>> states = new LinkedHashMap<>();
        states.put(InstanceState.PROVISIONING, made);
        states.put(InstanceState.OFFLINE, off);
        states.put(InstanceState.BOOTING, and(off, new InstanceBootRequested(GUEST)));
        states.put(InstanceState.RUNNING, on);
        states.put(InstanceState.SHUTTING_DOWN, and(on, new InstanceShutdownRequested(GUEST)));
        states.put(InstanceState.REBOOTING, and(on, new InstanceRebootRequested(GUEST)));
        states.put(InstanceState.RESIZING, and(off, new InstanceResizeRequested(GUEST, LARGE)));
        states.put(
                InstanceState.REBUILDING,
                and(off, new InstanceRebuildRequested(GUEST, IMAGE, List.of(disk), CONFIG, false)));
        states.put(InstanceState.DELETING, leaving);
        states.put(InstanceState.FAILED, and(made, new ProvisioningFailed(GUEST, "disk", "no room")));
        states.put(InstanceState.DELETION_FAILED, and(leaving, new InstanceDeletionFailed(GUEST, "no answer")));
        return states;
    }

    private static Map<String, Object> deeds() {
        Map<String, Object> deeds = new LinkedHashMap<>();
        deeds.put("boot", new BootInstance(GUEST));
        deeds.put("shutdown", new ShutDownInstance(GUEST));
        deeds.put("reboot", new RebootInstance(GUEST));
        deeds.put("delete", new DeleteInstance(GUEST));
        deeds.put("password", new ResetRootPassword(GUEST));
        deeds.put("resize", new ResizeInstance(GUEST, LARGE));
        deeds.put("rebuild", new RebuildInstance(GUEST, IMAGE, DISK, CONFIG, true));
        deeds.put("console", new OpenConsole(GUEST, ConsoleEvent.Kind.TEXT));
        return deeds;
    }

    private static List<Object> and(List<Object> before, Object... more) {
        List<Object> all = new ArrayList<>(before);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
