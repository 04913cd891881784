package myidc.api.tenant.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.billing.BillingRefusal;
import myidc.billing.read.KeptMethods;
import myidc.billing.read.KeptMethods.KeptMethod;
import myidc.billing.reconcile.PaymentMethodDesk;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Ways to pay that the payment provider keeps for the account: no card's number is taken here. */
@Path("/{api:v4|v4beta}/account/payment-methods")
@TenantScope("account:read_only")
public final class PaymentMethodsResource {
    private static final String WRITE = "account:read_write";
    private static final String CARD = "credit_card";
    /** What Linode's console sends for what its provider keeps. */
    private static final String NONCE = "payment_method_nonce";

    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("MM/uuuu");
    private static final Attributes<KeptMethod> ATTRIBUTES = new Attributes<KeptMethod>()
            .with("id", Kind.NUMBER, KeptMethod::id)
            .with("type", Kind.TEXT, method -> CARD)
            .with("is_default", Kind.FLAG, KeptMethod::preferred)
            .with("created", Kind.TIME, KeptMethod::addedAt);

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final KeptMethods methods;
    private final PaymentMethodDesk desk;

    PaymentMethodsResource(CurrentCaller callers, GrantGuard guard, KeptMethods methods, PaymentMethodDesk desk) {
        this.callers = callers;
        this.guard = guard;
        this.methods = methods;
        this.desk = desk;
    }

    @GET
    public Listed<PaymentMethodJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(methods.of(reader()), query, PaymentMethodJson::of);
    }

    @GET
    @Path("/{id}")
    public PaymentMethodJson one(@PathParam("id") long id) {
        return PaymentMethodJson.of(desk.known(reader(), id));
    }

    /** Keeps the card that a one-time token of the provider's stands for. */
    @POST
    @TenantScope(WRITE)
    public PaymentMethodJson add(PaymentMethodRequest body) {
        TenantId tenant = writer();
        JsonNode data = Check.present("data", body.data());
        if (CARD.equals(body.type()) || data.has("card_number")) {
            throw Refused.field(
                    BillingRefusal.CARD_NUMBER_NOT_TAKEN,
                    "data.card_number",
                    "data.card_number is never taken here: type must be " + NONCE
                            + " and data.nonce the payment provider's one-time token");
        }
        if (!NONCE.equals(body.type())) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "type", "type must be " + NONCE);
        }
        String nonce = Check.text("data.nonce", data.path("nonce").textValue(), 500);
        return PaymentMethodJson.of(desk.add(tenant, nonce, Boolean.TRUE.equals(body.isDefault())));
    }

    @POST
    @Path("/{id}/make-default")
    @TenantScope(WRITE)
    public Map<String, Object> prefer(@PathParam("id") long id) {
        desk.prefer(writer(), id);
        return Map.of();
    }

    @DELETE
    @Path("/{id}")
    @TenantScope(WRITE)
    public Map<String, Object> remove(@PathParam("id") long id) {
        desk.remove(writer(), id);
        return Map.of();
    }

    private TenantId reader() {
        guard.mayReadAccount();
        return callers.get().ownTenant();
    }

    private TenantId writer() {
        guard.mayChangeAccount();
        return callers.get().ownTenant();
    }

    /** What to keep. */
    public record PaymentMethodRequest(
            @Nullable String type,
            @Nullable JsonNode data,
            @JsonProperty("is_default") @Nullable Boolean isDefault) {
        @Override
        public String toString() {
            return "PaymentMethodRequest";
        }
    }

    /** Linode's payment method object. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record PaymentMethodJson(long id, String type, boolean isDefault, String created, CardJson data) {
        static PaymentMethodJson of(KeptMethod method) {
            return new PaymentMethodJson(
                    method.id(),
                    CARD,
                    method.preferred(),
                    WireTime.text(method.addedAt()),
                    new CardJson(
                            method.card().brand(),
                            method.card().lastFour(),
                            EXPIRY.format(method.card().expiry())));
        }
    }

    /** What its owner knows a card by. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record CardJson(String cardType, String lastFour, String expiry) {}
}
