package myidc.billing.reconcile;

import static myidc.billing.BillingStory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.billing.BillingStory;
import myidc.billing.PriceBookCommand.AddTariff;
import myidc.billing.PriceBookCommand.DraftPriceBook;
import myidc.billing.PriceBookCommand.PublishPriceBook;
import myidc.billing.PriceBookCommand.Scope;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.PriceTerms;
import myidc.billing.event.PriceTerms.Model;
import myidc.billing.read.Invoices;
import myidc.billing.read.Traces;
import myidc.metering.MeterPointCommand.Charged;
import myidc.metering.MeterPointCommand.Measured;
import myidc.metering.MeterPointCommand.RegisterMeterPoint;
import myidc.metering.event.MeterKind;
import myidc.metering.read.StoredLevels;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.PoolId;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.SketchId;
import myidc.shared.id.TenantId;
import myidc.storage.SketchCommand.TakeSketch;
import myidc.storage.event.SketchEvent;
import myidc.storage.event.SketchEvent.TenantShare;
import org.junit.jupiter.api.Test;

/** Bytes of pools, from what sketches told to the invoice, told in Shanghai time. */
@QuarkusTest
class StoredMonthTest {
    private static final long GB = 1_000_000_000L;

    @Inject
    BillingStory story;

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    @Inject
    Invoices invoices;

    @Inject
    Traces traces;

    @Test
    void thePriceBookChoosesWhichBytesAreChargedAndTheLineOpensTheSketches() {
        book("THB", "storage:attributed", "0.01", "2026-01-01T00:00");
        TenantId tenant = story.tenantOpened("2026-08-01T00:00", "THB");
        PoolId pool = new PoolId(700_000_000L + sequences.next("pool"));
        metered(pool, tenant, "2026-09-10T00:00");
        String first = measured(pool, "2026-09-10T00:00", share(tenant, 300, 200, 100));
        String second = measured(pool, "2026-09-20T00:00", share(tenant, 300, 200, 150));

        InvoiceId september = story.close(tenant, "2026-09");
        InvoiceLine line = story.lines(september).getFirst();

        assertThat(story.lines(september)).hasSize(1);
        assertThat(line.charge()).isEqualTo("storage:attributed");
        assertThat(line.amount())
                .as("10 days of 100 GB and 11 days of 150 GB at 0.01 the GB and hour")
                .isEqualByComparingTo("636.00");
        Traces.Trace trace = traces.of(invoices.find(tenant, september).orElseThrow(), line);
        assertThat(trace.same()).isTrue();
        assertThat(trace.inputs()).containsEntry("quantity", "63600").containsEntry("unit", "GBh");
        assertThat(trace.events()).extracting(Traces.TracedEvent::id).contains(first, second);
        assertThat(story.closed(tenant, "2026-10"))
                .as("a level stands for 35 days and no longer: until 25 October")
                .containsExactly("USAGE " + StoredLevels.measures(pool, tenant) + " storage:attributed 0h 864.00");
    }

    @Test
    void aTenantWhoseVolumesAreGonePaysUntilTheSketchThatSaysSo() {
        book("MYR", "storage:logical", "0.02", "2026-01-01T00:00");
        TenantId tenant = story.tenantOpened("2026-08-01T00:00", "MYR");
        TenantId other = story.tenantOpened("2026-08-01T00:00", "MYR");
        PoolId pool = new PoolId(700_000_000L + sequences.next("pool"));
        metered(pool, tenant, "2026-09-01T00:00");
        measured(pool, "2026-09-01T00:00", share(tenant, 50, 20, 10));
        measured(pool, "2026-09-03T00:00", share(other, 50, 20, 10));

        assertThat(story.closed(tenant, "2026-09"))
                .containsExactly("USAGE " + StoredLevels.measures(pool, tenant) + " storage:logical 0h 48.00");
        assertThat(story.closed(tenant, "2026-10")).isEmpty();
    }

    @Test
    void aPriceThatBeginsWithinAMonthChargesFromThen() {
        book("PHP", "storage:physical", "1", "2026-09-21T00:00");
        TenantId tenant = story.tenantOpened("2026-08-01T00:00", "PHP");
        PoolId pool = new PoolId(700_000_000L + sequences.next("pool"));
        metered(pool, tenant, "2026-09-01T00:00");
        measured(pool, "2026-09-01T00:00", share(tenant, 3, 2, 1));

        assertThat(story.closed(tenant, "2026-09"))
                .containsExactly("USAGE " + StoredLevels.measures(pool, tenant) + " storage:physical 0h 480.00");
    }

    private void book(String currency, String charge, String price, String from) {
        PriceBookId book = new PriceBookId(sequences.next("pricebook"));
        PriceTerms terms =
                new PriceTerms(Model.PER_UNIT, Map.of("price", new BigDecimal(price)), Map.of(), List.of(), List.of());
        commands.send(new DraftPriceBook(book, "Prices of stored bytes", currency));
        commands.send(new AddTariff(book, charge, new Scope(null, null, null), terms, at(from), null));
        commands.send(new PublishPriceBook(book));
    }

    private void metered(PoolId pool, TenantId tenant, String from) {
        for (StoredLevels.Basis basis : StoredLevels.Basis.values()) {
            commands.send(new RegisterMeterPoint(
                    new MeterPointId(sequences.next("meterpoint")),
                    tenant,
                    new Measured(MeterKind.STORED_BYTES, StoredLevels.measures(pool, tenant), 0, 0, 1),
                    new Charged(basis.charge(), null, null, null, "GBh"),
                    at(from)));
        }
    }

    private static TenantShare share(TenantId tenant, long logical, long physical, long attributed) {
        return new TenantShare(tenant, 1, logical * GB, physical * GB, 0, GB, 0, attributed * GB, 0);
    }

    /** Tells of a sketch and answers with the id of the fact that the tenants' bytes are in. */
    private String measured(PoolId pool, String at, TenantShare share) {
        SketchId id = new SketchId(sequences.next("sketch"));
        Instant instant = at(at);
        commands.send(new TakeSketch(
                id,
                pool,
                instant,
                new SketchEvent.Origin("0123456789abcdef", "0".repeat(64), 1, null, share.tenantId(), List.of()),
                new SketchEvent.Cut("FIXED", 4096, 0, "NONE"),
                List.of(new SketchEvent.Measured("disk", share.logicalBytes(), 0, 0, 1)),
                List.of(),
                List.of(share)));
        return id.text() + "#2";
    }
}
