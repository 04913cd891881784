package myidc.compute.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.compute.InstanceCommand.TagInstance;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.id.InstanceId;
import org.junit.jupiter.api.Test;

/** What a call reads of a machine before it changes it, while another call changes it too. */
@QuarkusTest
class RowsReadBeforeTest {
    private static final String INSTANCES = "/v4/linode/instances";

    @Inject
    Commands commands;

    @Inject
    CurrentCaller callers;

    @Inject
    Instances guests;

    @Test
    void aChangeMadeAfterAMachineWasReadAndBeforeItIsWrittenStays() {
        TestTenant tenant = TestTenants.open();
        int guest = tenant.call()
                .body(Map.of("region", SmallSite.of(1, 2).region(), "type", "g6-nanode-1", "label", "before"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + guest).then().body("status", equalTo("offline")));
        InstanceId id = new InstanceId(guest);

        callers.runAs(
                Caller.program("trial"),
                () -> commands.perform(
                        () -> {
                            assertThat(guests.find(id)).isPresent();
                            CompletableFuture.runAsync(() -> tenant.call()
                                            .body(Map.of("label", "meanwhile"))
                                            .put(INSTANCES + "/" + guest)
                                            .then()
                                            .statusCode(200))
                                    .join();
                            commands.send(new TagInstance(id, List.of("tagged")));
                        },
                        () -> Boolean.TRUE));

        tenant.call()
                .get(INSTANCES + "/" + guest)
                .then()
                .body("label", equalTo("meanwhile"))
                .body("tags", contains("tagged"));
    }
}
