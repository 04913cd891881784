package myidc.billing;

import static myidc.billing.BillingStory.at;
import static myidc.billing.OwnPrices.own;
import static myidc.billing.OwnPrices.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import myidc.billing.LeaseCommand.BeginLease;
import myidc.billing.LeaseCommand.Leased;
import myidc.billing.event.InvoiceEvent.InvoiceIssued;
import myidc.billing.event.PriceTerms.Model;
import myidc.billing.read.LedgerProjection;
import myidc.metering.MeterPointCommand.Charged;
import myidc.metering.MeterPointCommand.Measured;
import myidc.metering.MeterPointCommand.RegisterMeterPoint;
import myidc.metering.event.MeterKind;
import myidc.metering.intake.Intake;
import myidc.metering.intake.Sample;
import myidc.platform.axon.Commands;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.LeaseId;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.TenantId;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

/** The same things told in any order, and told again, give the same books to the cent. */
@QuarkusTest
@TestTransaction
class SameBooksTest {
    private static final String CURRENCY = "MXN";
    private static final long SEED = 20_261_121;
    private static final int ROUNDS = 6;

    @Inject
    BillingStory story;

    @Inject
    OwnPrices prices;

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    @Inject
    Intake intake;

    @Inject
    LedgerProjection ledger;

    @Inject
    Sql sql;

    @Test
    void samplesInAnyOrderAndSentAgainGiveTheSameBooks() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long figures = random.nextLong();
            List<String> inOrder = books(figures, List::copyOf);
            List<String> shuffled = books(figures, samples -> {
                List<Sample> twice = new ArrayList<>(samples);
                twice.addAll(samples);
                Collections.shuffle(twice, random);
                return twice;
            });
            assertThat(shuffled).as("seed %d, round %d", SEED, round).isEqualTo(inOrder);
        }
    }

    @Test
    void aFactToldTwiceIsPostedOnce() throws Exception {
        TenantId tenant = tenant();
        lease(tenant);
        InvoiceId invoice = story.close(tenant, "2026-03");
        List<String> before = postings(tenant);
        assertThat(before).isNotEmpty();
        InvoiceIssued fact = sql.row(
                        "select payload::text from domain_event where aggregate_id = ? and payload_type ="
                                + " 'billing.InvoiceIssued'",
                        row -> row.getString(1),
                        invoice.text())
                .map(SameBooksTest::issued)
                .orElseThrow();

        new AnnotationEventHandlerAdapter(ledger)
                .handle(new GenericDomainEventMessage<>("billing.Invoice", invoice.text(), 0, fact));

        assertThat(postings(tenant)).isEqualTo(before);
    }

    private List<String> books(long figures, Arrival arrival) {
        TenantId tenant = tenant();
        long point = point(tenant);
        lease(tenant);
        List<Sample> samples = new ArrayList<>();
        Random random = new Random(figures);
        for (int hour = 0; hour < 31 * 24; hour += 1 + random.nextInt(5)) {
            samples.add(new Sample(
                    "s" + hour,
                    point,
                    at("2026-03-01T00:00").plusSeconds(hour * 3_600L),
                    BigDecimal.valueOf(random.nextInt(5_000_000)),
                    null));
        }
        List<Sample> arriving = arrival.of(samples);
        for (int from = 0; from < arriving.size(); from += 100) {
            intake.take("test", arriving.subList(from, Math.min(arriving.size(), from + 100)));
        }
        List<String> books = new ArrayList<>(story.closed(tenant, "2026-03"));
        books.addAll(postings(tenant));
        return books;
    }

    private TenantId tenant() {
        TenantId tenant = story.tenantOpened("2026-03-01T00:00", CURRENCY);
        prices.published(
                tenant,
                CURRENCY,
                own(
                        "requests",
                        terms(Model.PER_UNIT, Map.of("price", "0.37", "free", "3")),
                        "2026-01-01T00:00",
                        "2026-03-15T00:00"),
                own("requests", terms(Model.PER_UNIT, Map.of("price", "0.41")), "2026-03-15T00:00", null),
                own("space:u", OwnPrices.flat("99.99"), "2026-01-01T00:00", null));
        return tenant;
    }

    private void lease(TenantId tenant) {
        commands.send(new BeginLease(
                new LeaseId(sequences.next("lease")),
                tenant,
                new Leased("space:u", "A1", new BigDecimal("2.5"), "U", null, null),
                at("2026-03-08T00:00")));
    }

    private long point(TenantId tenant) {
        MeterPointId id = new MeterPointId(sequences.next("meterpoint"));
        commands.send(new RegisterMeterPoint(
                id,
                tenant,
                new Measured(MeterKind.QUANTITY_MICRO, "m-" + id.value(), 0, 0, 1),
                new Charged("requests", null, null, "one", "request"),
                at("2026-03-01T00:00")));
        return id.value();
    }

    private List<String> postings(TenantId tenant) {
        return sql.rows(
                "select replace(account, 'tenant-' || tenant_id, 'tenant') || ' ' || amount as side from posting"
                        + " where tenant_id = ? order by account, amount, seq",
                row -> row.getString(1),
                tenant.value());
    }

    private static InvoiceIssued issued(String payload) {
        try {
            return StoreMapper.facts().readValue(payload, InvoiceIssued.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How samples arrive. */
    @FunctionalInterface
    private interface Arrival {
        List<Sample> of(List<Sample> samples);
    }
}
