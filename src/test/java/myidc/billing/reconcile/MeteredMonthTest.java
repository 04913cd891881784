package myidc.billing.reconcile;

import static myidc.billing.BillingStory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import myidc.billing.read.Traces.Trace;
import myidc.metering.MeterPointCommand.Charged;
import myidc.metering.MeterPointCommand.Measured;
import myidc.metering.MeterPointCommand.RegisterMeterPoint;
import myidc.metering.event.MeterKind;
import myidc.metering.intake.Intake;
import myidc.metering.intake.Sample;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Months of what is measured, from samples to the invoice, told in Shanghai time. */
@QuarkusTest
class MeteredMonthTest {
    private static final long SLOT_S = 300;

    @Inject
    BillingStory story;

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    @Inject
    Intake intake;

    @Inject
    Invoices invoices;

    @Inject
    Traces traces;

    @Inject
    Sql sql;

    @Test
    void aPortIsBilledByItsPercentileAndLateSamplesMakeAnAdjustmentThatNamesTheMonth() {
        book(
                "NOK",
                "bandwidth:domestic",
                terms(Model.BANDWIDTH, Map.of("price", "40", "overage", "60", "commit", "100"), Map.of()));
        TenantId tenant = story.tenantOpened("2026-09-01T00:00", "NOK");
        long port = port(tenant, "bandwidth:domestic", null, "2026-09-01T00:00");
        Counter counter = new Counter(port, at("2026-09-01T00:00"));
        send(counter.run(100_000_000L, at("2026-09-28T00:00")));

        InvoiceId september = story.close(tenant, "2026-09");
        InvoiceLine line = story.lines(september).getFirst();
        assertThat(line.amount()).isEqualByComparingTo("4000");
        Trace trace = trace(tenant, september, line);
        assertThat(trace.formula()).isEqualTo("(100 Mbps x 40 NOK + max(0, 100 - 100) Mbps x 60 NOK) = 4000.00 NOK");
        assertThat(trace.same()).isTrue();
        assertThat(trace.inputs()).containsEntry("coveragePercent", "89.99").containsEntry("rank", "8208");
        assertThat(trace.events()).isNotEmpty();

        List<Sample> late = counter.run(500_000_000L, at("2026-10-01T00:05"));
        Collections.shuffle(late, new Random(3));
        send(late);
        assertThat(trace(tenant, september, line).same())
                .as("what was kept of the month still gives its amount")
                .isTrue();
        assertThat(story.closed(tenant, "2026-10"))
                .containsExactly(
                        "USAGE port-" + port + " bandwidth:domestic 0h 4000.00",
                        "ADJUSTMENT port-" + port + " bandwidth:domestic 0h 24000.00");
        send(late);
        assertThat(sql.count(
                        "select count(*) from domain_event where payload_type = 'billing.MonthRated' and aggregate_id = ?",
                        "account-" + tenant.value()))
                .isEqualTo(2);
    }

    @Test
    void portsOfABundleAreSummedPerSlotAndDomesticAndOverseasHaveTheirOwnPrices() {
        book("SEK", "bandwidth:domestic", terms(Model.BANDWIDTH, Map.of("price", "10"), Map.of()));
        book("SEK", "bandwidth:overseas", terms(Model.BANDWIDTH, Map.of("price", "90"), Map.of()));
        TenantId tenant = story.tenantOpened("2026-09-01T00:00", "SEK");
        for (String charge : List.of("bandwidth:domestic", "bandwidth:domestic", "bandwidth:overseas")) {
            long port = port(tenant, charge, "uplink", "2026-09-01T00:00");
            send(new Counter(port, at("2026-09-01T00:00")).run(50_000_000L, at("2026-10-01T00:05")));
        }
        assertThat(story.closed(tenant, "2026-09"))
                .containsExactly(
                        "USAGE uplink bandwidth:domestic 0h 1000.00", "USAGE uplink bandwidth:overseas 0h 4500.00");
    }

    @Test
    void countedUnitsCommitmentsAndDiscountsStandOnOneInvoiceAndUnusedRollsOver() {
        PriceBookId book = book("DKK", "requests", terms(Model.PER_UNIT, Map.of("price", "2"), Map.of()));
        tariff(
                book,
                "commitment:requests",
                terms(
                        Model.COMMITMENT,
                        Map.of("fee", "100", "covers", "120"),
                        Map.of("appliesTo", "requests", "rollOver", "true")));
        TenantId tenant = story.tenantOpened("2026-09-01T00:00", "DKK");
        long meter = meter(tenant, MeterKind.QUANTITY_MICRO, "requests", "requests");
        send(List.of(quantity(meter, "a", "2026-09-05T00:00", "40000000")));
        assertThat(story.closed(tenant, "2026-09"))
                .containsExactly(
                        "USAGE meter-" + meter + " requests 0h 80.00",
                        "USAGE account commitment:requests 0h 100.00",
                        "USAGE account commitment:requests 0h -80.00");
        send(List.of(quantity(meter, "b", "2026-10-05T00:00", "100000000")));
        assertThat(story.closed(tenant, "2026-10"))
                .as("120 and the 40 that were left cover 160 of 200")
                .containsExactly(
                        "USAGE meter-" + meter + " requests 0h 200.00",
                        "USAGE account commitment:requests 0h 100.00",
                        "USAGE account commitment:requests 0h -160.00");
    }

    @Test
    void energyGoesByLocalTimeAndTheTransformer() {
        PriceTerms bands = new PriceTerms(
                Model.ENERGY,
                Map.of("pue", new BigDecimal("1.5")),
                Map.of(),
                List.of(),
                List.of(
                        new PriceTerms.BandTerms("day", "08:00", "20:00", new BigDecimal("1")),
                        new PriceTerms.BandTerms("night", "20:00", "08:00", new BigDecimal("0.5"))));
        book("CZK", "energy", bands);
        TenantId tenant = story.tenantOpened("2026-09-01T00:00", "CZK");
        long meter = meter(tenant, MeterKind.ENERGY_WH, "energy", "kWh");
        send(List.of(
                quantity(meter, "a", "2026-09-05T07:00", "1000"),
                quantity(meter, "b", "2026-09-05T08:00", "3000"),
                quantity(meter, "c", "2026-09-05T09:00", "8000"),
                quantity(meter, "rolled-back", "2026-09-05T10:00", "10")));
        assertThat(story.closed(tenant, "2026-09"))
                .as("2 kWh x 40 by night, 5 kWh x 40 by day")
                .containsExactly(
                        "USAGE meter-" + meter + " energy 0h 300.00", "USAGE meter-" + meter + " energy 0h 60.00");
    }

    private Trace trace(TenantId tenant, InvoiceId invoice, InvoiceLine line) {
        return traces.of(invoices.find(tenant, invoice).orElseThrow(), line);
    }

    private PriceBookId book(String currency, String charge, PriceTerms terms) {
        PriceBookId book = new PriceBookId(sequences.next("pricebook"));
        commands.send(new DraftPriceBook(book, "Prices of metered months", currency));
        addTo(book, charge, terms, "2026-01-01T00:00");
        commands.send(new PublishPriceBook(book));
        return book;
    }

    /** A price of a book in force begins now or later; a second book holds what has to begin before. */
    private void tariff(PriceBookId like, String charge, PriceTerms terms) {
        String currency = sql.row(
                        "select currency from price_book_view where id = ?", row -> row.getString(1), like.value())
                .orElseThrow();
        book(currency, charge, terms);
    }

    private void addTo(PriceBookId book, String charge, PriceTerms terms, String from) {
        commands.send(new AddTariff(book, charge, new Scope(null, null, null), terms, at(from), null));
    }

    private static PriceTerms terms(Model model, Map<String, String> figures, Map<String, String> choices) {
        Map<String, BigDecimal> decimals = new java.util.HashMap<>();
        figures.forEach((name, figure) -> decimals.put(name, new BigDecimal(figure)));
        return new PriceTerms(model, decimals, choices, List.of(), List.of());
    }

    private long port(TenantId tenant, String charge, @Nullable String bundle, String from) {
        long id = sequences.next("meterpoint");
        commands.send(new RegisterMeterPoint(
                new MeterPointId(id),
                tenant,
                new Measured(MeterKind.INTERFACE_OCTETS, "port-" + id, 64, 10_000_000_000L, 1),
                new Charged(charge, null, null, bundle, "Mbps"),
                at(from)));
        return id;
    }

    private long meter(TenantId tenant, MeterKind kind, String charge, String unit) {
        long id = sequences.next("meterpoint");
        commands.send(new RegisterMeterPoint(
                new MeterPointId(id),
                tenant,
                new Measured(kind, "meter-" + id, 0, 0, kind == MeterKind.ENERGY_WH ? 40 : 1),
                new Charged(charge, null, null, null, unit),
                at("2026-09-01T00:00")));
        return id;
    }

    private static Sample quantity(long meter, String id, String at, String micro) {
        return new Sample(id, meter, at(at), new BigDecimal(micro), null);
    }

    private void send(List<Sample> samples) {
        for (int from = 0; from < samples.size(); from += Intake.SAMPLES_MAX) {
            List<Sample> some = samples.subList(from, Math.min(samples.size(), from + Intake.SAMPLES_MAX));
            assertThat(intake.take("story", some).rejected()).isZero();
        }
    }

    /** A port's counter, read every five minutes. */
    private static final class Counter {
        private final long point;
        private Instant next;
        private long octets;

        Counter(long point, Instant start) {
            this.point = point;
            next = start;
        }

        List<Sample> run(long bitsPerSecond, Instant until) {
            List<Sample> samples = new ArrayList<>();
            while (next.isBefore(until)) {
                samples.add(new Sample(
                        "t" + next.getEpochSecond(), point, next, BigDecimal.valueOf(octets), BigDecimal.ZERO));
                octets += bitsPerSecond / 8 * SLOT_S;
                next = next.plusSeconds(SLOT_S);
            }
            return samples;
        }
    }
}
