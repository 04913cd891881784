package myidc.billing.reconcile;

import static myidc.billing.BillingStory.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import myidc.billing.BillingRefusal;
import myidc.billing.BillingStory;
import myidc.billing.event.InvoiceLine;
import myidc.billing.rating.Unpriced;
import myidc.billing.read.Accounts;
import myidc.billing.read.Adjustments;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.Ledger;
import myidc.billing.read.Traces;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import org.junit.jupiter.api.Test;

/** Months that are over by the machine's own clock, told step by step; everything is rolled back after each story. */
@QuarkusTest
@TestTransaction
class CloseMonthTest {
    private static final String CURRENCY = "TWD";
    private static final AtomicLong INSTANCES = new AtomicLong(900_000_000L);
    private static final Page.Ask ALL = new Page.Ask(1, 500);

    @Inject
    BillingStory story;

    @Inject
    Invoices invoices;

    @Inject
    Accounts accounts;

    @Inject
    Adjustments adjustments;

    @Inject
    Traces traces;

    @Inject
    Ledger ledger;

    @Inject
    Sql sql;

    private final long web = INSTANCES.incrementAndGet();
    private TenantId tenant = new TenantId(1);

    private void aTenantWithPrices() {
        story.priced(
                CURRENCY,
                price("instance:nano", "0.036", "24", "2026-01-01T00:00", "2026-09-16T00:00"),
                price("instance:nano", "0.072", "48", "2026-09-16T00:00", null),
                price("instance:big", "0.72", "480", "2026-01-01T00:00", null));
        tenant = story.tenantOpened("2026-08-05T09:00", CURRENCY);
    }

    @Test
    void threeMonthsOfAMachineThatGrowsAndGoes() {
        aTenantWithPrices();
        story.provisioned(tenant, web, "nano", "2026-08-31T22:30");
        assertThat(story.closed(tenant, "2026-08")).containsExactly("USAGE web-" + web + " instance:nano 2h 0.07");

        story.resized(tenant, web, "big", 7, "2026-09-20T00:00");
        assertThat(story.closed(tenant, "2026-09"))
                .containsExactly(
                        "USAGE web-" + web + " instance:nano 360h 12.96",
                        "USAGE web-" + web + " instance:nano 96h 6.91",
                        "USAGE web-" + web + " instance:big 264h 190.08");

        story.deleted(tenant, web, 11, "2026-10-01T00:30");
        assertThat(story.closed(tenant, "2026-10")).containsExactly("USAGE web-" + web + " instance:big 1h 0.72");
    }

    @Test
    void everyLineRecomputesToItsAmountAndNamesItsFacts() {
        aTenantWithPrices();
        story.provisioned(tenant, web, "nano", "2026-09-01T00:00");
        story.resized(tenant, web, "big", 7, "2026-09-20T00:00");
        story.deleted(tenant, web, 11, "2026-10-05T10:00");

        InvoiceId september = story.close(tenant, "2026-09");

        InvoiceRow invoice = invoices.find(tenant, september).orElseThrow();
        assertThat(story.lines(september)).hasSize(3).allSatisfy(line -> {
            Traces.Trace trace = traces.of(invoice, line);
            assertThat(trace.same()).as(trace.formula()).isTrue();
            assertThat(trace.priceEntry()).isNotNull();
        });
        assertThat(story.lines(september).getLast().events())
                .as("the deletion of October is no part of September")
                .containsExactly("instance-" + web + "#7");
    }

    @Test
    void aMonthClosesOnceInOrderAndNotBeforeItIsOver() {
        aTenantWithPrices();
        story.provisioned(tenant, web, "nano", "2026-08-10T00:00");

        refuses(BillingRefusal.MONTH_OUT_OF_ORDER, "2026-09");
        story.close(tenant, "2026-08");
        refuses(BillingRefusal.MONTH_CLOSED, "2026-08");
        refuses(BillingRefusal.MONTH_OUT_OF_ORDER, "2099-01");
    }

    @Test
    void monthsWithoutUseAreClosedOnTheWayAndInvoiceNothing() {
        aTenantWithPrices();
        story.provisioned(tenant, web, "nano", "2026-10-02T00:00");
        story.deleted(tenant, web, 4, "2026-10-02T01:00");

        assertThat(story.closed(tenant, "2026-10")).containsExactly("USAGE web-" + web + " instance:nano 1h 0.07");
        assertThat(accounts.of(tenant).orElseThrow().nextMonth()).hasToString("2026-11");
        assertThat(invoices.list(tenant, null, ALL).results()).isEqualTo(1);
    }

    @Test
    void aDeletionLearntAfterTheMonthClosedIsCreditedInTheNext() {
        aTenantWithPrices();
        story.provisioned(tenant, web, "big", "2026-08-10T00:00");
        InvoiceId august = story.close(tenant, "2026-08");
        assertThat(invoices.find(tenant, august).orElseThrow().total()).isEqualTo(Money.of("380.16", CURRENCY));

        story.learntLate(new InstanceDeleted(new InstanceId(web), tenant), 9, "2026-08-20T00:00", "2026-09-03T12:00");
        InvoiceId september = story.close(tenant, "2026-09");

        assertThat(story.lines(september)).singleElement().satisfies(line -> {
            assertThat(line.kind()).isEqualTo(InvoiceLine.Kind.ADJUSTMENT);
            assertThat(line.usageMonth()).hasToString("2026-08");
            assertThat(line.amount()).isEqualByComparingTo("-207.36");
            assertThat(line.events()).containsExactly("instance-" + web + "#3", "instance-" + web + "#9");
            assertThat(traces.of(invoices.find(tenant, september).orElseThrow(), line)
                            .same())
                    .isTrue();
        });
        InvoiceLine billed = story.lines(august).getFirst();
        assertThat(traces.of(invoices.find(tenant, august).orElseThrow(), billed)
                        .same())
                .as("August's line still follows from the facts it names")
                .isTrue();
        assertThat(adjustments.due(accounts.of(tenant).orElseThrow())).isEmpty();
    }

    @Test
    void aMachineLearntOfAfterTheMonthClosedIsChargedInTheNext() {
        aTenantWithPrices();
        story.close(tenant, "2026-08");
        story.learntLate(
                new InstanceProvisioned(new InstanceId(web), tenant, "late", "big", "cn-sha", new HostId(1)),
                3,
                "2026-08-31T00:00",
                "2026-09-03T12:00");
        story.deleted(tenant, web, 5, "2026-09-05T00:00");

        assertThat(story.closed(tenant, "2026-09"))
                .containsExactly("USAGE late instance:big 96h 69.12", "ADJUSTMENT late instance:big 0h 17.28");
    }

    @Test
    void somethingUnpricedIsNeverGuessed() {
        aTenantWithPrices();
        story.provisioned(tenant, web, "unheard-of", "2026-08-10T00:00");

        assertThatThrownBy(() -> story.close(tenant, "2026-08"))
                .isInstanceOf(Unpriced.class)
                .hasMessageContaining("no price for instance:unheard-of in cn-sha");
    }

    @Test
    void invoiceNumbersOfAnEntityHaveNoGap() {
        aTenantWithPrices();
        TenantId other = story.tenantOpened("2026-08-01T00:00", CURRENCY);
        story.provisioned(tenant, web, "nano", "2026-08-10T00:00");
        story.provisioned(other, INSTANCES.incrementAndGet(), "nano", "2026-08-10T00:00");

        long first = serial(tenant, story.close(tenant, "2026-08"));
        long second = serial(other, story.close(other, "2026-08"));
        long third = serial(tenant, story.close(tenant, "2026-09"));

        assertThat(List.of(second, third)).containsExactly(first + 1, first + 2);
    }

    @Test
    void everyInvoicePostsWhatItSaysAndTheBooksBalance() {
        aTenantWithPrices();
        story.provisioned(tenant, web, "big", "2026-08-10T00:00");
        InvoiceId invoice = story.close(tenant, "2026-08");

        assertThat(ledger.postings(new Ledger.Wanted(null, tenant.value(), invoice.value(), null, null), ALL)
                        .data())
                .extracting(posting -> posting.account() + " " + posting.amount())
                .containsExactly("assets:receivable:" + tenant.text() + " 380.16 TWD", "revenues:instance -380.16 TWD");
        assertThat(invoices.balance(tenant, Money.of("0", CURRENCY).currency()))
                .isEqualTo(Money.of("380.16", CURRENCY));
        assertThat(ledger.sums(null)).allSatisfy(sum -> assertThat(sum.signum()).isZero());
    }

    @Test
    void postingsThatDoNotSumToZeroAreRefusedByTheDatabase() {
        assertThatThrownBy(() -> sql.change("insert into posting (cause, seq, account, tenant_id, invoice_id, currency,"
                        + " amount, posted_at) values ('slip', 0, 'assets:cash', 1, 1, 'CNY', 0.01, now())"))
                .hasMessageContaining("postings of slip do not sum to zero");
    }

    @Test
    void anInvoiceOfAnotherTenantIsNotThere() {
        aTenantWithPrices();
        story.provisioned(tenant, web, "big", "2026-08-10T00:00");
        InvoiceId invoice = story.close(tenant, "2026-08");

        assertThat(invoices.find(new TenantId(1), invoice)).isEmpty();
        assertThat(invoices.list(new TenantId(1), null, ALL).data()).noneMatch(row -> row.id() == invoice.value());
    }

    private void refuses(BillingRefusal refusal, String month) {
        assertThatThrownBy(() -> story.close(tenant, month))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private long serial(TenantId of, InvoiceId invoice) {
        return invoices.find(of, invoice).orElseThrow().serial();
    }
}
