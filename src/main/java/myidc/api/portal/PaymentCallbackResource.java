package myidc.api.portal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import myidc.billing.reconcile.Checkouts;
import myidc.platform.security.Open;
import myidc.shared.Check;
import org.jspecify.annotations.Nullable;

/** Where a provider of payments tells how one went; believed by its signature alone. */
@Path("/portal/v1/payment-callbacks")
public final class PaymentCallbackResource {
    private static final int BODY_LENGTH_MAX = 4_000;

    private final Checkouts checkouts;

    PaymentCallbackResource(Checkouts checkouts) {
        this.checkouts = checkouts;
    }

    @POST
    @Open
    @Consumes("text/plain")
    public void conclude(@HeaderParam("X-Signature") @Nullable String signature, String body) {
        checkouts.conclude(Check.text("body", body, BODY_LENGTH_MAX), Check.text("X-Signature", signature, 200));
    }
}
