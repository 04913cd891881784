package myidc.billing;

import static io.restassured.RestAssured.given;
import static myidc.billing.IssuedInvoices.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.reconcile.Checkouts;
import myidc.driver.simulated.SimulatedPayments;
import myidc.shared.id.InvoiceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What a provider of payments tells, believed by its signature alone. */
@QuarkusTest
class PaymentProviderTest extends MoneyStory {
    @Inject
    Checkouts checkouts;

    @ConfigProperty(name = "myidc.payments.simulated.secret")
    String secret;

    @Test
    void aSignedPaymentSettlesItsInvoiceOnceHoweverOftenItIsTold() {
        AccountRow account = account(entity(false));
        InvoiceId older = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        InvoiceId named =
                trial.billed(again(account), JUNE.plusMonths(1), List.of(usage(1, JUNE, 10, "20.00", "a")), false);
        String reference = begun(account, "20.00", named);

        told(reference + "|PAID|20.00|CNY").statusCode(204);
        told(reference + "|PAID|20.00|CNY").statusCode(204);

        assertThat(found(named).state()).isEqualTo("PAID");
        assertThat(found(older).state()).isNotEqualTo("PAID");
        assertThat(ledgerOf(account)).isEqualTo("receivable 30.00 wallet 0.00");
        assertThat(state(reference)).isEqualTo("PAID");
    }

    @Test
    void aForgedPaymentAndOneOfAnotherAmountChangeNothing() {
        AccountRow account = account(entity(false));
        InvoiceId invoice = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        String reference = begun(account, "30.00", invoice);
        String body = reference + "|PAID|30.00|CNY";

        told(body, SimulatedPayments.sign("somebody's secret", body)).statusCode(401);
        told(reference + "|PAID|0.01|CNY").statusCode(400).body("field", equalTo("amount"));
        told("no-such-reference|PAID|30.00|CNY").statusCode(404).body("code", equalTo("billing.PAYMENT_NOT_FOUND"));
        assertThat(state(reference)).isEqualTo("PENDING");
        assertThat(ledgerOf(account)).isEqualTo("receivable 30.00 wallet 0");

        told(body).statusCode(204);
        assertThat(found(invoice).state()).isEqualTo("PAID");
    }

    @Test
    void aPaymentThatFailedStaysUnpaid() {
        AccountRow account = account(entity(false));
        InvoiceId invoice = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        String reference = begun(account, "30.00", invoice);

        told(reference + "|FAILED|30.00|CNY").statusCode(204);
        told(reference + "|PAID|30.00|CNY").statusCode(204);

        assertThat(state(reference)).isEqualTo("FAILED");
        assertThat(ledgerOf(account)).isEqualTo("receivable 30.00 wallet 0");
    }

    @Test
    void whatWasSettledMeanwhileStaysInTheWallet() {
        AccountRow account = account(entity(false));
        InvoiceId invoice = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "30.00", "a")), false);
        String reference = begun(account, "30.00", invoice);
        pay(account, "30.00", "BY-BANK", invoice);

        told(reference + "|PAID|30.00|CNY").statusCode(204);

        assertThat(ledgerOf(account)).isEqualTo("receivable 0.00 wallet 30.00");
    }

    private String begun(AccountRow account, String amount, InvoiceId invoice) {
        return checkouts.begin(account.tenantId(), dec(amount), invoice).reference();
    }

    private String state(String reference) {
        return sql.row("select state from payment_intent where reference = ?", row -> row.getString(1), reference)
                .orElseThrow();
    }

    private ValidatableResponse told(String body) {
        return told(body, SimulatedPayments.sign(secret, body));
    }

    private static ValidatableResponse told(String body, String signature) {
        return given().contentType("text/plain")
                .header("X-Signature", signature)
                .body(body)
                .post("/portal/v1/payment-callbacks")
                .then();
    }
}
