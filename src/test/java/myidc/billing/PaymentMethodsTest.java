package myidc.billing;

import static myidc.shared.RefusedFor.refusedFor;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import myidc.billing.PaymentMethodsCommand.AddPaymentMethod;
import myidc.billing.PaymentMethodsCommand.PreferPaymentMethod;
import myidc.billing.PaymentMethodsCommand.RemovePaymentMethod;
import myidc.billing.event.PaymentMethodsEvent.Card;
import myidc.billing.event.PaymentMethodsEvent.PaymentMethodAdded;
import myidc.billing.event.PaymentMethodsEvent.PaymentMethodPreferred;
import myidc.billing.event.PaymentMethodsEvent.PaymentMethodRemoved;
import myidc.billing.port.PaymentProvider.Kept;
import myidc.shared.CommonRefusal;
import myidc.shared.id.PaymentMethodId;
import myidc.shared.id.PaymentMethodsId;
import myidc.shared.id.TenantId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentMethodsTest {
    private static final PaymentMethodsId METHODS = new PaymentMethodsId(7);
    private static final TenantId TENANT = new TenantId(7);
    private static final Card CARD = new Card("visa", "4242", YearMonth.of(2026, 11));

    private FixtureConfiguration<PaymentMethods> methods;

    @BeforeEach
    void inTheLastMonthOfTheCard() {
        clockSays("2026-11-30T23:59:59Z");
    }

    @Test
    void theFirstIsPreferredAndALaterOneWhereThatIsAsked() {
        methods.givenNoPriorActivity().when(add(1, false)).expectEvents(added(1), preferred(1));
        methods.given(added(1), preferred(1)).when(add(2, false)).expectEvents(added(2));
        methods.given(added(1), preferred(1)).when(add(2, true)).expectEvents(added(2), preferred(2));
    }

    @Test
    void oneThatIsKeptIsNotKeptTwiceAndNoneIsKeptOnceItIsOver() {
        methods.given(added(1), preferred(1))
                .when(new AddPaymentMethod(METHODS, new PaymentMethodId(2), TENANT, kept(1), false))
                .expectNoEvents()
                .expectException(refusedFor(BillingRefusal.PAYMENT_METHOD_KEPT));
        clockSays("2026-12-01T00:00:00Z");
        methods.givenNoPriorActivity()
                .when(add(1, false))
                .expectNoEvents()
                .expectException(refusedFor(CommonRefusal.INVALID_FIELD));
    }

    @Test
    void sixAreKeptAtMost() {
        methods.given(IntStream.rangeClosed(1, 6)
                        .mapToObj(PaymentMethodsTest::added)
                        .toArray())
                .when(add(7, false))
                .expectNoEvents()
                .expectException(refusedFor(BillingRefusal.PAYMENT_METHODS_EXHAUSTED));
    }

    @Test
    void thePreferredOneGoesLast() {
        methods.given(added(1), preferred(1), added(2))
                .when(remove(1))
                .expectNoEvents()
                .expectException(refusedFor(BillingRefusal.PAYMENT_METHOD_PREFERRED));
        methods.given(added(1), preferred(1), added(2)).when(prefer(2)).expectEvents(preferred(2));
        methods.given(added(1), preferred(1), added(2)).when(remove(2)).expectEvents(removed(2));
        methods.given(added(1), preferred(1)).when(remove(1)).expectEvents(removed(1));
        methods.given(added(1), preferred(1), removed(1)).when(add(2, false)).expectEvents(added(2), preferred(2));
    }

    @Test
    void whatIsNotKeptIsNotFound() {
        for (PaymentMethodsCommand command : new PaymentMethodsCommand[] {prefer(2), remove(2)}) {
            methods.given(added(1), preferred(1))
                    .when(command)
                    .expectNoEvents()
                    .expectException(refusedFor(BillingRefusal.PAYMENT_METHOD_NOT_FOUND));
        }
    }

    private void clockSays(String instant) {
        methods = new AggregateTestFixture<>(PaymentMethods.class);
        methods.registerInjectableResource(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    private static Kept kept(int number) {
        return new Kept("simulated", "card-" + number, CARD);
    }

    private static AddPaymentMethod add(int number, boolean preferred) {
        return new AddPaymentMethod(METHODS, new PaymentMethodId(number), TENANT, kept(number), preferred);
    }

    private static PreferPaymentMethod prefer(int number) {
        return new PreferPaymentMethod(METHODS, new PaymentMethodId(number));
    }

    private static RemovePaymentMethod remove(int number) {
        return new RemovePaymentMethod(METHODS, new PaymentMethodId(number));
    }

    private static PaymentMethodAdded added(int number) {
        return new PaymentMethodAdded(
                METHODS, new PaymentMethodId(number), TENANT, "simulated", "card-" + number, CARD);
    }

    private static PaymentMethodPreferred preferred(int number) {
        return new PaymentMethodPreferred(METHODS, new PaymentMethodId(number));
    }

    private static PaymentMethodRemoved removed(int number) {
        return new PaymentMethodRemoved(METHODS, new PaymentMethodId(number));
    }
}
