package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import myidc.billing.event.BookedSide;
import myidc.billing.event.CreditedLine;
import myidc.billing.event.InvoiceEvent.CreditNoteIssued;
import myidc.billing.event.InvoiceEvent.InvoiceIssued;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.LegalEntityEvent.EntryBooked;
import myidc.billing.event.PurseEvent.DepositMoved;
import myidc.billing.event.PurseEvent.PaymentReceived;
import myidc.billing.event.PurseEvent.PaymentReturned;
import myidc.billing.event.PurseEvent.ReceivableReduced;
import myidc.billing.event.PurseEvent.WalletMoved;
import myidc.billing.event.PurseEvent.WalletPaidOut;
import myidc.platform.axon.Projection;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.time.BillingMonth;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Writes the double-entry ledger from the facts of invoices, purses and entries by hand. A group's key is its cause, so a
 * fact told twice posts once; the database refuses a group that does not sum to zero. Money that came in is the customer's
 * (wallet) until it settles something, so a payment and what it settles are groups of their own.
 */
@Singleton
@ProcessingGroup("billing.read")
public final class LedgerProjection implements Projection {
    private static final String POST = """
            insert into posting (cause, seq, account, tenant_id, invoice_id, currency, amount, posted_at, entity, booked_on,
                charge, region, words)
            select ?, seq, account, ?::bigint, ?::bigint, ?, amount, ?, ?, ?, charge, region, ?
            from jsonb_to_recordset(?::jsonb) as side (seq int, account text, amount numeric, charge text, region text)
            where amount <> 0 on conflict (cause, seq) do nothing""";

    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    LedgerProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.ledger";
    }

    @Override
    public List<String> tables() {
        return List.of("posting");
    }

    @EventHandler
    void on(InvoiceIssued fact, @Timestamp Instant at) {
        boolean showback = fact.entity().endsWith(LegalEntities.SHOWBACK);
        List<Side> sides = new ArrayList<>();
        String tenant = fact.tenantId().text();
        sides.add(new Side(0, (showback ? "assets:internal:" : "assets:receivable:") + tenant, fact.total()));
        for (InvoiceLine line : fact.lines()) {
            sides.add(new Side(
                    line.number(),
                    (showback ? "revenues:internal:" : "revenues:") + LegalEntities.word(line.charge()),
                    line.amount().negate(),
                    line.charge(),
                    line.region()));
        }
        sides.add(new Side(-1, "liabilities:tax:" + fact.entity(), fact.tax().negate()));
        post(
                new Group(
                        fact.invoiceId().text(),
                        fact.tenantId().value(),
                        fact.invoiceId().value(),
                        fact.entity(),
                        fact.currency(),
                        at,
                        day(at),
                        "Invoice " + fact.number()),
                sides);
    }

    @EventHandler
    void on(CreditNoteIssued fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        boolean showback = fact.entity().endsWith(LegalEntities.SHOWBACK);
        List<Side> sides = new ArrayList<>();
        String tenant = fact.tenantId().text();
        sides.add(new Side(
                0,
                (showback ? "assets:internal:" : "liabilities:wallet:") + tenant,
                fact.total().negate()));
        for (CreditedLine line : fact.lines()) {
            sides.add(new Side(
                    line.number(),
                    (showback ? "revenues:internal:" : "revenues:") + LegalEntities.word(line.charge()),
                    line.amount(),
                    line.charge(),
                    null));
        }
        sides.add(new Side(-1, "liabilities:tax:" + fact.entity(), fact.tax()));
        post(
                new Group(
                        fact.invoiceId().text() + "#" + sequence,
                        fact.tenantId().value(),
                        fact.invoiceId().value(),
                        fact.entity(),
                        fact.currency(),
                        at,
                        day(at),
                        "Credit note " + fact.number() + " for invoice " + fact.invoiceNumber()),
                sides);
    }

    @EventHandler
    void on(PaymentReceived fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        post(
                purse(fact.purseId().value(), sequence, null)
                        .of(fact.entity(), fact.currency())
                        .on(at, fact.receivedOn(), "Payment " + fact.paymentId().value()),
                between("assets:cash:" + fact.entity(), wallet(fact.purseId().value()), fact.amount()));
    }

    @EventHandler
    void on(PaymentReturned fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        post(
                purse(fact.purseId().value(), sequence, null)
                        .of(fact.entity(), fact.currency())
                        .on(at, fact.bookedOn(), "Payment " + fact.paymentId().value() + " returned"),
                between(wallet(fact.purseId().value()), "assets:cash:" + fact.entity(), fact.amount()));
    }

    @EventHandler
    void on(ReceivableReduced fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        long tenant = fact.purseId().value();
        String from = switch (fact.means()) {
            case PAYMENT, WALLET, CREDIT_NOTE -> wallet(tenant);
            case CREDIT -> "expenses:credits-granted:" + fact.entity();
            case DEPOSIT -> "liabilities:deposit:tenant-" + tenant;
            case WRITE_OFF -> "expenses:bad-debt:" + fact.entity();
        };
        post(
                purse(tenant, sequence, fact.invoiceId().value())
                        .of(fact.entity(), fact.currency())
                        .on(
                                at,
                                fact.bookedOn(),
                                "Settled by " + fact.means().name().toLowerCase(java.util.Locale.ROOT)),
                between(from, "assets:receivable:tenant-" + tenant, fact.amount()));
    }

    /** Only what an invoice below zero gives is new money of the customer's; all else was posted when it came in. */
    @EventHandler
    void on(WalletMoved fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        if (fact.source().startsWith("invoice-")) {
            long tenant = fact.purseId().value();
            post(
                    purse(tenant, sequence, Long.parseLong(fact.source().substring(8)))
                            .of("", fact.currency())
                            .on(at, day(at), "Invoice in the customer's favour"),
                    between("assets:receivable:tenant-" + tenant, wallet(tenant), fact.amount()));
        }
    }

    @EventHandler
    void on(WalletPaidOut fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        post(
                purse(fact.purseId().value(), sequence, null)
                        .of(fact.entity(), fact.currency())
                        .on(at, fact.bookedOn(), "Wallet paid out"),
                between(wallet(fact.purseId().value()), "assets:cash:" + fact.entity(), fact.amount()));
    }

    @EventHandler
    void on(DepositMoved fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        post(
                purse(fact.purseId().value(), sequence, null)
                        .of(fact.entity(), fact.currency())
                        .on(at, fact.bookedOn(), "Deposit"),
                between(
                        "assets:cash:" + fact.entity(),
                        "liabilities:deposit:tenant-" + fact.purseId().value(),
                        fact.amount()));
    }

    @EventHandler
    void on(EntryBooked fact, @SequenceNumber Long sequence, @Timestamp Instant at) {
        List<Side> sides = new ArrayList<>();
        for (BookedSide side : fact.sides()) {
            sides.add(new Side(sides.size(), side.account(), side.amount()));
        }
        post(
                new Group(
                        fact.entityId().text() + "#" + sequence,
                        null,
                        null,
                        fact.code(),
                        fact.currency(),
                        at,
                        fact.bookedOn(),
                        fact.words()),
                sides);
    }

    private void post(Group group, List<Side> sides) {
        sql.later(
                POST,
                group.cause(),
                group.tenant(),
                group.invoice(),
                group.currency(),
                group.at(),
                group.entity(),
                group.day(),
                group.words(),
                write(sides));
    }

    private static List<Side> between(String debit, String credit, BigDecimal amount) {
        return List.of(new Side(0, debit, amount), new Side(1, credit, amount.negate()));
    }

    private static String wallet(long tenant) {
        return "liabilities:wallet:tenant-" + tenant;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(BillingMonth.DEFAULT_ZONE).toLocalDate();
    }

    private static Group purse(long purse, Long sequence, @Nullable Long invoice) {
        return new Group("purse-" + purse + "#" + sequence, purse, invoice, "", "", Instant.EPOCH, LocalDate.EPOCH, "");
    }

    private String write(List<Side> sides) {
        try {
            return json.writeValueAsString(sides);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Postings cannot be written as JSON", e);
        }
    }

    private record Side(
            int seq,
            String account,
            BigDecimal amount,
            @Nullable String charge,
            @Nullable String region) {
        Side(int seq, String account, BigDecimal amount) {
            this(seq, account, amount, null, null);
        }
    }

    private record Group(
            String cause,
            @Nullable Long tenant,
            @Nullable Long invoice,
            String entity,
            String currency,
            Instant at,
            LocalDate day,
            String words) {
        Group of(String books, String code) {
            return new Group(cause, tenant, invoice, books, code, at, day, words);
        }

        Group on(Instant posted, LocalDate booked, String said) {
            return new Group(cause, tenant, invoice, entity, currency, posted, booked, said);
        }
    }
}
