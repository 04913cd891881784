package myidc.billing.reconcile;

import static myidc.billing.BillingStory.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import myidc.billing.BillingStory;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Invoices;
import myidc.billing.read.Ledger;
import myidc.billing.read.Traces;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;

/** A machine that changes hands within a month: each side is invoiced for its own time, and each line follows from its facts. */
@QuarkusTest
@TestTransaction
class HandedOverMonthTest {
    private static final String CURRENCY = "TWD";
    private static final long WEB = 910_000_001L;

    @Inject
    BillingStory story;

    @Inject
    Invoices invoices;

    @Inject
    Traces traces;

    @Inject
    Ledger ledger;

    @Test
    void eachSideIsInvoicedForItsOwnTime() {
        story.priced(CURRENCY, price("instance:big", "0.72", "480", "2026-01-01T00:00", null));
        TenantId sender = story.tenantOpened("2026-08-01T00:00", CURRENCY);
        TenantId receiver = story.tenantOpened("2026-08-01T00:00", CURRENCY);
        story.provisioned(sender, WEB, "big", "2026-08-10T00:00");
        story.handedOver(sender, receiver, WEB, 7, "2026-08-10T05:00");
        story.deleted(receiver, WEB, 11, "2026-08-10T12:00");

        InvoiceId sent = Objects.requireNonNull(story.close(sender, "2026-08"));
        InvoiceId got = Objects.requireNonNull(story.close(receiver, "2026-08"));

        is(sender, sent, "5 3.6", List.of("instance-" + WEB + "#3", "instance-" + WEB + "#7"));
        is(receiver, got, "7 5.04", List.of("instance-" + WEB + "#7", "instance-" + WEB + "#11"));
        assertThat(ledger.sums(null)).allSatisfy(sum -> assertThat(sum.signum()).isZero());
        assertThat(story.closed(sender, "2026-09")).isEmpty();
    }

    /** Both go back and forth and the machine's monthly cap is each side's own. */
    @Test
    void whoGetsItBackPaysForBothTimes() {
        story.priced(CURRENCY, price("instance:big", "0.72", "480", "2026-01-01T00:00", null));
        TenantId sender = story.tenantOpened("2026-08-01T00:00", CURRENCY);
        TenantId receiver = story.tenantOpened("2026-08-01T00:00", CURRENCY);
        story.provisioned(sender, WEB, "big", "2026-08-10T00:00");
        story.handedOver(sender, receiver, WEB, 7, "2026-08-10T05:00");
        story.handedOver(receiver, sender, WEB, 8, "2026-08-10T06:00");
        story.deleted(sender, WEB, 11, "2026-08-10T08:00");

        InvoiceId sent = Objects.requireNonNull(story.close(sender, "2026-08"));
        InvoiceId got = Objects.requireNonNull(story.close(receiver, "2026-08"));

        assertThat(story.lines(sent).stream().mapToLong(InvoiceLine::hours).sum())
                .isEqualTo(7);
        assertThat(story.lines(got).stream().mapToLong(InvoiceLine::hours).sum())
                .isEqualTo(1);
        story.lines(sent)
                .forEach(line -> assertThat(
                                traces.of(invoices.find(sender, sent).orElseThrow(), line)
                                        .same())
                        .isTrue());
    }

    private void is(TenantId tenant, InvoiceId invoice, String hoursAndAmount, List<String> events) {
        assertThat(story.lines(invoice)).singleElement().satisfies(line -> {
            assertThat(line.hours() + " " + line.amount().stripTrailingZeros().toPlainString())
                    .isEqualTo(hoursAndAmount);
            assertThat(line.events()).containsExactlyElementsOf(events);
            Traces.Trace trace = traces.of(invoices.find(tenant, invoice).orElseThrow(), line);
            assertThat(trace.same()).as(trace.formula()).isTrue();
        });
    }
}
