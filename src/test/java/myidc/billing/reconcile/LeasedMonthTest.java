package myidc.billing.reconcile;

import static myidc.billing.BillingStory.at;
import static myidc.billing.OwnPrices.flat;
import static myidc.billing.OwnPrices.hourly;
import static myidc.billing.OwnPrices.own;
import static myidc.billing.OwnPrices.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import myidc.billing.BillingRefusal;
import myidc.billing.BillingStory;
import myidc.billing.LeaseCommand.BeginLease;
import myidc.billing.LeaseCommand.ChangeLease;
import myidc.billing.LeaseCommand.EndLease;
import myidc.billing.LeaseCommand.Leased;
import myidc.billing.OwnPrices;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.PriceTerms.Model;
import myidc.billing.rating.Unpriced;
import myidc.billing.read.ChargingSpanProjection;
import myidc.billing.read.Invoices;
import myidc.billing.read.Traces;
import myidc.billing.read.Traces.Trace;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent;
import myidc.compute.event.InstanceEvent.DiskPlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceResized;
import myidc.network.event.AssignmentEvent.AddressAssigned;
import myidc.network.event.AssignmentEvent.AddressReleased;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.LeaseId;
import myidc.shared.id.PoolId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.TenantId;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Months of what is there beside machines, as dated stories in Shanghai time; rolled back after each. */
@QuarkusTest
@TestTransaction
class LeasedMonthTest {
    private static final String CURRENCY = "ISK";
    private static final AtomicLong NUMBERS = new AtomicLong(940_000_000L);

    @Inject
    BillingStory story;

    @Inject
    OwnPrices prices;

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    @Inject
    Invoices invoices;

    @Inject
    Traces traces;

    @Inject
    ChargingSpanProjection presence;

    private TenantId tenant = new TenantId(1);

    @Test
    void unitsOfARackAreBilledByTheDayAndGrowInTheMiddleOfAMonth() {
        tenant = story.tenantOpened("2026-04-01T00:00", CURRENCY);
        prices.published(tenant, CURRENCY, own("space:u", flat("3000"), "2026-01-01T00:00", null));
        LeaseId lease = begun(leased("space:u", "A12 U10-13", "4", "U"), "2026-04-11T00:00");

        assertThat(story.closed(tenant, "2026-04"))
                .as("4 U x 3000 x 20/30 days")
                .containsExactly("USAGE A12 U10-13 space:u 0h 8000.00");

        commands.send(new ChangeLease(lease, new BigDecimal("6"), at("2026-05-17T00:00")));
        commands.send(new EndLease(lease, at("2026-06-01T00:00")));
        assertThat(story.closed(tenant, "2026-05"))
                .as("4 U for 16 of 31 days, 6 U for 15 of them")
                .containsExactly("USAGE A12 U10-13 space:u 0h 6194.00", "USAGE A12 U10-13 space:u 0h 8710.00");
        assertThat(story.closed(tenant, "2026-06")).isEmpty();
    }

    @Test
    void aWholeRackIncludesPowerAndCommittedPowerAboveItCosts() {
        tenant = story.tenantOpened("2026-04-01T00:00", CURRENCY);
        prices.published(
                tenant,
                CURRENCY,
                own(
                        "rack:full",
                        terms(Model.RACK, Map.of("price", "60000", "includedKw", "3", "perKw", "9000")),
                        "2026-01-01T00:00",
                        null));
        begun(leased("rack:full", "A13", "4.5", "kW"), "2026-04-01T00:00");

        InvoiceId invoice = story.close(tenant, "2026-04");
        InvoiceLine line = story.lines(invoice).getFirst();
        assertThat(line.amount()).isEqualByComparingTo("73500");
        Trace trace = traces.of(invoices.find(tenant, invoice).orElseThrow(), line);
        assertThat(trace.formula()).contains("max(0, 4.5 kW - 3 kW) x 9000 ISK");
        assertThat(trace.same()).isTrue();
        assertThat(trace.events()).extracting(Traces.TracedEvent::told).hasSize(1);
    }

    @Test
    void aLeaseToldAfterItsMonthWasClosedIsAnAdjustmentOfIt() {
        tenant = story.tenantOpened("2026-04-01T00:00", CURRENCY);
        prices.published(tenant, CURRENCY, own("power:kw", flat("3000"), "2026-01-01T00:00", null));
        assertThat(story.closed(tenant, "2026-04")).isEmpty();

        begun(leased("power:kw", "Feed A of A12", "2", "kW"), "2026-04-16T00:00");

        assertThat(story.closed(tenant, "2026-05"))
                .containsExactly(
                        "USAGE Feed A of A12 power:kw 0h 6000.00", "ADJUSTMENT Feed A of A12 power:kw 0h 3000.00");
        assertThat(story.closed(tenant, "2026-06")).containsExactly("USAGE Feed A of A12 power:kw 0h 6000.00");
    }

    @Test
    void aLeaseWithoutAPriceStopsItsMonthAndWrongOnesAreRefused() {
        tenant = story.tenantOpened("2026-04-01T00:00", CURRENCY);
        LeaseId lease = begun(leased("cabling:pair", "X-1", "1", "pair"), "2026-04-16T00:00");
        assertThatThrownBy(() -> story.close(tenant, "2026-04")).isInstanceOf(Unpriced.class);

        refused(BillingRefusal.LEASE_OUT_OF_ORDER, new ChangeLease(lease, new BigDecimal("2"), at("2026-04-16T00:00")));
        refused(null, new ChangeLease(lease, new BigDecimal("-1"), at("2026-05-16T00:00")));
        refused(null, new ChangeLease(lease, new BigDecimal("1.0000001"), at("2026-05-16T00:00")));
        refused(null, new EndLease(lease, at("2099-05-16T00:00")));
        commands.send(new EndLease(lease, at("2026-05-16T00:00")));
        refused(BillingRefusal.LEASE_ENDED, new EndLease(lease, at("2026-05-17T00:00")));
        refused(null, new BeginLease(next(), tenant, leased("instance:g6", "x", "1", "U"), at("2026-04-16T00:00")));
        refused(null, new BeginLease(next(), tenant, leased("space:u", "x", "0", "U"), at("2026-04-16T00:00")));
        refused(null, new BeginLease(next(), tenant, leased("space:u", "x", "1", "U"), at("1999-04-16T00:00")));
    }

    @Test
    void aDiskInAPoolIsChargedByTheGigabyteWhileThereIsAPriceAndFollowsItsGuest() {
        tenant = story.tenantOpened("2026-04-01T00:00", CURRENCY);
        prices.published(
                tenant,
                CURRENCY,
                own("instance:nano", hourly("1", "100"), "2026-01-01T00:00", null),
                own("instance:big", hourly("1", "100"), "2026-01-01T00:00", null),
                own("volume", flat("10"), "2026-04-16T00:00", null));
        InstanceId guest = new InstanceId(NUMBERS.incrementAndGet());
        tell(new DiskPlaced(guest, tenant, new PoolId(1), 20_480), 1, "2026-03-31T23:00");
        tell(provisioned(guest), 2, "2026-04-01T00:00");

        assertThat(story.closed(tenant, "2026-04"))
                .as("20 GiB x 10 x 15/30, from the day that has a price")
                .containsExactly("USAGE db volume 0h 100.00", "USAGE db instance:nano 720h 100.00");

        tell(
                new InstanceResized(guest, tenant, "db", size("nano", 20_480), size("big", 40_960), "cn-sha"),
                3,
                "2026-05-17T00:00");
        tell(new InstanceEvent.InstanceDeleted(guest, tenant), 4, "2026-06-01T00:00");
        assertThat(story.closed(tenant, "2026-05"))
                .filteredOn(line -> line.contains("volume"))
                .as("20 GiB for 16 of 31 days, 40 GiB for 15")
                .containsExactly("USAGE db volume 0h 103.00", "USAGE db volume 0h 194.00");
        assertThat(story.closed(tenant, "2026-06")).isEmpty();
    }

    @Test
    void aGuestsFirstAddressComesWithItAndEveryOtherCosts() {
        tenant = story.tenantOpened("2026-04-01T00:00", CURRENCY);
        prices.published(tenant, CURRENCY, own("address:ipv4", flat("300"), "2026-01-01T00:00", null));
        String guest = "instance-" + NUMBERS.incrementAndGet();
        assigned("203.0.113.9", guest, "2026-04-01T00:00");
        AssignmentId extra = assigned("203.0.113.10", guest, "2026-04-01T00:00");
        assigned("2001:db8::9", guest, "2026-04-01T00:00");
        tellNetwork(extra, new AddressReleased(extra, new PrefixId(1), "203.0.113.10", guest), 1, "2026-04-16T00:00");

        assertThat(story.closed(tenant, "2026-04")).containsExactly("USAGE 203.0.113.10 address:ipv4 0h 150.00");
    }

    private LeaseId begun(Leased leased, String from) {
        LeaseId id = next();
        commands.send(new BeginLease(id, tenant, leased, at(from)));
        return id;
    }

    private static Leased leased(String charge, String name, String quantity, String unit) {
        return new Leased(charge, name, new BigDecimal(quantity), unit, null, null);
    }

    private LeaseId next() {
        return new LeaseId(sequences.next("lease"));
    }

    private void refused(@Nullable BillingRefusal refusal, Object command) {
        assertThatThrownBy(() -> commands.send(command)).isInstanceOfSatisfying(Refused.class, no -> {
            if (refusal != null) {
                assertThat(no.refusal()).isEqualTo(refusal);
            }
        });
    }

    private AssignmentId assigned(String address, String holder, String local) {
        AssignmentId id = new AssignmentId(NUMBERS.incrementAndGet());
        tellNetwork(id, new AddressAssigned(id, new PrefixId(1), address, 24, null, holder, tenant, null), 0, local);
        return id;
    }

    private InstanceProvisioned provisioned(InstanceId guest) {
        return new InstanceProvisioned(guest, tenant, "db", "nano", "cn-sha", new HostId(1));
    }

    private static GuestSize size(String plan, long diskMb) {
        return new GuestSize(plan, 1, 1024, diskMb, 1_000);
    }

    private void tell(InstanceEvent fact, long sequence, String local) {
        told(fact.instanceId().text(), fact, sequence, local);
    }

    private void tellNetwork(AssignmentId id, Object fact, long sequence, String local) {
        told(id.text(), fact, sequence, local);
    }

    private void told(String aggregate, Object fact, long sequence, String local) {
        try {
            new AnnotationEventHandlerAdapter(presence)
                    .handle(new GenericDomainEventMessage<>(
                            "any", aggregate, sequence, fact, Map.of(), aggregate + "/" + sequence, at(local)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
