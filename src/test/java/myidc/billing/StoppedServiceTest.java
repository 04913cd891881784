package myidc.billing;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.billing.event.PurseEvent;
import myidc.billing.event.PurseEvent.ServiceResumed;
import myidc.billing.event.PurseEvent.ServiceStopped;
import myidc.billing.event.PurseEvent.StopCause;
import myidc.billing.policy.WhenServiceStoppedThenSuspendTenant;
import myidc.shared.id.PurseId;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

/** Want of money, and money, do not touch a tenant that was stopped for another reason. */
@QuarkusTest
class StoppedServiceTest {
    @Inject
    WhenServiceStoppedThenSuspendTenant policy;

    @Test
    void aTenantSuspendedForAnotherReasonStaysSoWhenItHasPaid() {
        TestTenant tenant = TestTenants.open();
        asOperator()
                .body(Map.of("reason", "Abuse"))
                .post("/admin/v1/tenants/" + tenant.id() + "/suspend")
                .then()
                .statusCode(200);
        PurseId purse = new PurseId(tenant.id());

        react(new ServiceStopped(purse, StopCause.DUNNING));
        assertThat(suspended(tenant)).isEqualTo("Abuse");
        react(new ServiceResumed(purse, StopCause.DUNNING));

        assertThat(suspended(tenant)).isEqualTo("Abuse");
    }

    private void react(PurseEvent fact) {
        try {
            new AnnotationEventHandlerAdapter(policy).handle(GenericEventMessage.asEventMessage(fact));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String suspended(TestTenant tenant) {
        return asOperator()
                .get("/admin/v1/tenants/" + tenant.id())
                .then()
                .statusCode(200)
                .extract()
                .path("suspendedReason");
    }
}
