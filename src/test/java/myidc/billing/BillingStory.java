package myidc.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.PriceBookCommand.AddEntry;
import myidc.billing.PriceBookCommand.DraftPriceBook;
import myidc.billing.PriceBookCommand.PublishPriceBook;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.ChargingSpanProjection;
import myidc.billing.read.Invoices;
import myidc.billing.reconcile.MonthCloser;
import myidc.compute.event.GuestSize;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
import myidc.compute.event.InstanceEvent;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceResized;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Page;
import myidc.shared.id.AccountId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TransferId;
import myidc.shared.time.BillingMonth;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** Sentences of billing stories, told in Shanghai time; presence is told to the projection as compute would tell it. */
@ApplicationScoped
public class BillingStory {
    private static final Page.Ask ALL = new Page.Ask(1, 500);

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    @Inject
    Accounts accounts;

    @Inject
    Invoices invoices;

    @Inject
    MonthCloser closer;

    @Inject
    ChargingSpanProjection presence;

    public TenantId tenantOpened(String local, String currency) {
        TenantId tenant = new TenantId(900_000_000L + sequences.next("invoicerun"));
        commands.send(new OpenAccount(
                new AccountId(tenant.value()), tenant, currency, BillingMonth.DEFAULT_ZONE, "TEST", at(local)));
        return tenant;
    }

    public PriceBookId priced(String currency, Price... prices) {
        PriceBookId book = new PriceBookId(sequences.next("pricebook"));
        commands.send(new DraftPriceBook(book, "Prices of a story", currency));
        for (Price price : prices) {
            commands.send(new AddEntry(
                    book,
                    price.charge(),
                    null,
                    new BigDecimal(price.hourly()),
                    new BigDecimal(price.cap()),
                    at(price.from()),
                    price.until() == null ? null : at(price.until())));
        }
        commands.send(new PublishPriceBook(book));
        return book;
    }

    public void provisioned(TenantId tenant, long instance, String plan, String local) {
        tell(new InstanceProvisioned(id(instance), tenant, "web-" + instance, plan, "cn-sha", new HostId(1)), 3, local);
    }

    public void resized(TenantId tenant, long instance, String plan, long sequence, String local) {
        tell(
                new InstanceResized(id(instance), tenant, "web-" + instance, size("before"), size(plan), "cn-sha"),
                sequence,
                local);
    }

    public void deleted(TenantId tenant, long instance, long sequence, String local) {
        tell(new InstanceDeleted(id(instance), tenant), sequence, local);
    }

    public void handedOver(TenantId from, TenantId to, long instance, long sequence, String local) {
        tell(
                id(instance),
                new InstanceChangedHands(id(instance), new TransferId(1), from, to, "web-" + instance, null),
                sequence,
                local,
                Map.of());
    }

    public void learntLate(InstanceEvent fact, long sequence, String happened, String recorded) {
        tell(fact, sequence, recorded, Map.of("effectiveAt", at(happened).toString()));
    }

    /** The month's lines as {@code kind resource charge hours amount}; empty when nothing was invoiced. */
    public List<String> closed(TenantId tenant, String month) {
        InvoiceId invoice = close(tenant, month);
        return invoice == null
                ? List.of()
                : lines(invoice).stream().map(BillingStory::told).toList();
    }

    public @Nullable InvoiceId close(TenantId tenant, String month) {
        AccountRow account = accounts.of(tenant).orElseThrow();
        InvoiceId[] issued = new InvoiceId[1];
        commands.perform(() -> issued[0] = closer.close(account, YearMonth.parse(month)), () -> Boolean.TRUE);
        return issued[0];
    }

    public List<InvoiceLine> lines(InvoiceId invoice) {
        return invoices.lines(invoice, ALL).data();
    }

    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BillingMonth.DEFAULT_ZONE).toInstant();
    }

    public static Price price(String charge, String hourly, String cap, String from, @Nullable String until) {
        return new Price(charge, hourly, cap, from, until);
    }

    static InstanceId id(long instance) {
        return new InstanceId(instance);
    }

    private static String told(InvoiceLine line) {
        return line.kind() + " " + line.resourceName() + " " + line.charge() + " " + line.hours() + "h "
                + line.amount().setScale(2);
    }

    private static GuestSize size(String plan) {
        return new GuestSize(plan, 1, 1024, 25_600, 1_000);
    }

    private void tell(InstanceEvent fact, long sequence, String local) {
        tell(fact, sequence, local, Map.of());
    }

    private void tell(InstanceEvent fact, long sequence, String local, Map<String, ?> why) {
        tell(fact.instanceId(), fact, sequence, local, why);
    }

    private void tell(InstanceId guest, Object fact, long sequence, String local, Map<String, ?> why) {
        try {
            new AnnotationEventHandlerAdapter(presence)
                    .handle(new GenericDomainEventMessage<>(
                            "compute.Instance",
                            guest.text(),
                            sequence,
                            fact,
                            MetaData.from(why),
                            guest.text() + "/" + sequence,
                            at(local)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A price of a story. */
    public record Price(
            String charge,
            String hourly,
            String cap,
            String from,
            @Nullable String until) {}
}
