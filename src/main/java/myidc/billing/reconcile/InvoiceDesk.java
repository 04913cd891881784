package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.billing.AccountCommand.CloseMonth;
import myidc.billing.BillingRefusal;
import myidc.billing.InvoiceCommand.Bill;
import myidc.billing.InvoiceCommand.CreditInvoice;
import myidc.billing.InvoiceCommand.DraftInvoice;
import myidc.billing.InvoiceCommand.IssueDraft;
import myidc.billing.InvoiceCommand.IssueInvoice;
import myidc.billing.InvoiceCommand.Papers;
import myidc.billing.PurseCommand.Books;
import myidc.billing.PurseCommand.CreditReceivable;
import myidc.billing.PurseCommand.OpenReceivable;
import myidc.billing.PurseCommand.Receivable;
import myidc.billing.event.EntityTerms;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.Party;
import myidc.billing.event.TaxGroup;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Documents;
import myidc.billing.read.Documents.Draft;
import myidc.billing.read.Documents.Title;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.LegalEntities;
import myidc.billing.read.LegalEntities.EntityTaxes;
import myidc.billing.tax.Taxes;
import myidc.billing.tax.Taxes.Tax;
import myidc.billing.tax.Taxes.Taxable;
import myidc.billing.tax.Taxes.Taxed;
import myidc.platform.axon.Commands;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sequences;
import myidc.shared.Refused;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PurseId;

/**
 * Turns a month's lines into a document: taxes them, drafts or issues the invoice, and owes it. Everything here runs inside
 * a call of {@link Commands}, so that closed month, invoice, number and receivable stand or fall together.
 */
@Singleton
public final class InvoiceDesk {
    private final Commands commands;
    private final Sequences sequences;
    private final LegalEntities entities;
    private final Documents documents;
    private final Accounts accounts;
    private final Invoices invoices;
    private final Clock clock;
    private final ReadAhead ahead;

    InvoiceDesk(
            Commands commands,
            Sequences sequences,
            LegalEntities entities,
            Documents documents,
            Accounts accounts,
            Invoices invoices,
            Clock clock,
            ReadAhead ahead) {
        this.commands = commands;
        this.sequences = sequences;
        this.entities = entities;
        this.documents = documents;
        this.accounts = accounts;
        this.invoices = invoices;
        this.clock = clock;
        this.ahead = ahead;
    }

    /** Reads at once what the documents of these accounts stand on. */
    void readAhead(List<AccountRow> all) {
        Map<AccountId, Title> titles =
                documents.titles(all.stream().map(AccountRow::id).toList());
        Map<String, EntityTerms> terms = new HashMap<>();
        Map<String, EntityTaxes> taxes = new HashMap<>();
        for (AccountRow account : all) {
            String entity = account.entity();
            ahead.keep(
                    new GroundOf(account.id()),
                    new Ground(
                            terms.computeIfAbsent(entity, entities::terms),
                            taxes.computeIfAbsent(entity, entities::taxes),
                            titles.getOrDefault(account.id(), Documents.NOBODY)));
        }
    }

    /** Taxes a month's lines; nothing is written. */
    Prepared prepare(AccountRow account, List<InvoiceLine> untaxed) {
        Ground ground = ground(account);
        return new Prepared(ground, taxed(account, untaxed, ground));
    }

    /** Closes the month with its invoice, which waits for review where the entity or the caller wants that. */
    InvoiceId bill(AccountRow account, YearMonth month, Prepared prepared, boolean review) {
        Ground ground = prepared.ground();
        TaxedLines taxed = prepared.taxed();
        InvoiceId invoice = new InvoiceId(sequences.next("invoice"));
        commands.send(new CloseMonth(account.id(), month, invoice, taxed.total()));
        Bill bill = bill(account, month, taxed);
        if (review || ground.terms().reviewed()) {
            commands.send(new DraftInvoice(invoice, bill, taxed.groups()));
        } else {
            Papers papers = papers(account, taxed.groups(), ground);
            commands.send(new IssueInvoice(invoice, bill, papers));
            owe(account, invoice, new Owing(month, taxed.lines(), papers));
        }
        return invoice;
    }

    /** Issues a reviewed draft with the parties as they are known today. */
    public void issue(Draft draft) {
        AccountRow account = account(draft.accountId());
        Papers papers = papers(account, List.of(), ground(account));
        commands.send(new IssueDraft(draft.id(), papers));
        owe(account, draft.id(), new Owing(draft.month(), draft.lines(), papers));
    }

    /** Takes lines of an invoice back, all that are left when none is named, and lowers what is owed by them. */
    public void credit(InvoiceRow invoice, List<Integer> lines, String reason) {
        AccountRow account = account(new AccountId(invoice.accountId()));
        InvoiceId id = new InvoiceId(invoice.id());
        Set<Integer> gone = documents.credited(id);
        List<InvoiceLine> taken = invoices.allLines(id).stream()
                .filter(line -> lines.isEmpty() ? !gone.contains(line.number()) : lines.contains(line.number()))
                .toList();
        BigDecimal total =
                taken.stream().map(line -> line.amount().add(line.tax())).reduce(BigDecimal.ZERO, BigDecimal::add);
        commands.send(new CreditInvoice(id, lines, reason, today(account)));
        if (!invoice.entity().endsWith(LegalEntities.SHOWBACK) && total.signum() > 0) {
            commands.send(new CreditReceivable(
                    purse(account), books(account), id, "credit note for " + invoice.number(), total));
        }
    }

    /** Owes an invoice that was issued without being owed; owed already, nothing changes. */
    public void oweIssued(InvoiceRow invoice, List<InvoiceLine> lines) {
        AccountRow account = account(new AccountId(invoice.accountId()));
        LocalDate issued = invoice.issuedAt().atZone(account.zone()).toLocalDate();
        LocalDate due = issued.plusDays(entities.terms(invoice.entity()).paymentDays());
        Papers papers = papers(account, List.of(), ground(account));
        owe(
                account,
                new InvoiceId(invoice.id()),
                new Owing(
                        invoice.month(),
                        lines,
                        new Papers(
                                papers.issuer(),
                                papers.buyer(),
                                papers.numberFormat(),
                                issued,
                                due,
                                invoice.entity().endsWith(LegalEntities.SHOWBACK),
                                List.of())));
    }

    /** The books an account is kept in, today where it lives. */
    public Books books(AccountRow account) {
        return new Books(account.entity(), account.currency().getCurrencyCode(), today(account));
    }

    public static PurseId purse(AccountRow account) {
        return new PurseId(account.id().value());
    }

    private TaxedLines taxed(AccountRow account, List<InvoiceLine> lines, Ground ground) {
        Title title = ground.title();
        List<Taxable> taxables = lines.stream()
                .map(line -> {
                    LocalDate day =
                            line.until().minusSeconds(1).atZone(account.zone()).toLocalDate();
                    Tax tax = ground.taxes().of(line.charge(), day);
                    return new Taxable(line.amount(), title.internal() ? Tax.none(tax.name()) : tax);
                })
                .toList();
        Taxed taxed = Taxes.of(taxables, ground.terms().rounding(), account.currency());
        List<InvoiceLine> numbered = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            numbered.add(lines.get(index)
                    .numbered(index + 1, taxed.perLine().get(index).amount()));
        }
        List<TaxGroup> groups = taxed.groups().stream()
                .map(group -> new TaxGroup(
                        group.tax().name(),
                        group.tax().rate(),
                        group.net(),
                        group.amount(),
                        group.places().stream().map(place -> place + 1).toList()))
                .toList();
        return new TaxedLines(numbered, groups, title.internal());
    }

    private Bill bill(AccountRow account, YearMonth month, TaxedLines taxed) {
        TaxGroup first = taxed.groups().getFirst();
        return new Bill(
                account.id(),
                account.tenantId(),
                taxed.internal() ? account.entity() + LegalEntities.SHOWBACK : account.entity(),
                month,
                account.zone(),
                account.currency().getCurrencyCode(),
                first.name(),
                first.rate(),
                taxed.lines());
    }

    private Ground ground(AccountRow account) {
        return ahead.findOr(
                new GroundOf(account.id()),
                () -> new Ground(
                        entities.terms(account.entity()),
                        entities.taxes(account.entity()),
                        documents.title(account.id())));
    }

    private Papers papers(AccountRow account, List<TaxGroup> groups, Ground ground) {
        EntityTerms terms = ground.terms();
        Title title = ground.title();
        LocalDate today = today(account);
        Party buyer = title.party();
        return new Papers(
                new Party(terms.name(), terms.taxNumber(), terms.address(), terms.bank(), ""),
                buyer.name().isEmpty()
                        ? new Party(
                                account.name().isEmpty() ? account.tenantId().text() : account.name(), "", "", "", "")
                        : buyer,
                terms.numberFormat(),
                today,
                today.plusDays(terms.paymentDays()),
                title.internal(),
                groups);
    }

    private void owe(AccountRow account, InvoiceId invoice, Owing owing) {
        if (owing.papers().showback()) {
            return;
        }
        Map<String, BigDecimal> charges = new HashMap<>();
        BigDecimal total = BigDecimal.ZERO;
        for (InvoiceLine line : owing.lines()) {
            BigDecimal gross = line.amount().add(line.tax());
            charges.merge(LegalEntities.word(line.charge()), gross, BigDecimal::add);
            total = total.add(gross);
        }
        commands.send(new OpenReceivable(
                purse(account),
                books(account),
                new Receivable(invoice, owing.month(), total, owing.papers().dueOn(), charges)));
    }

    private AccountRow account(AccountId id) {
        return accounts.find(id)
                .orElseThrow(() -> Refused.because(BillingRefusal.ACCOUNT_NOT_FOUND, "There is no " + id.text()));
    }

    private LocalDate today(AccountRow account) {
        return clock.instant().atZone(account.zone()).toLocalDate();
    }

    /** What every document of an account stands on, read once for each. */
    record Ground(EntityTerms terms, EntityTaxes taxes, Title title) {}

    private record GroundOf(AccountId account) implements ReadAhead.Key<Ground> {}

    /** A document that only has to be sent off. */
    record Prepared(Ground ground, TaxedLines taxed) {}

    private record Owing(YearMonth month, List<InvoiceLine> lines, Papers papers) {}

    /** Numbered and taxed lines with their groups. */
    record TaxedLines(List<InvoiceLine> lines, List<TaxGroup> groups, boolean internal) {
        TaxedLines {
            lines = List.copyOf(lines);
            groups = List.copyOf(groups);
        }

        BigDecimal total() {
            return lines.stream().map(line -> line.amount().add(line.tax())).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }
}
