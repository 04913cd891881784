package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import myidc.billing.BillingRefusal;
import myidc.billing.BillingSettings;
import myidc.billing.FapiaoCommand.MakeFapiaoBatch;
import myidc.billing.event.CreditedLine;
import myidc.billing.event.FapiaoGoods;
import myidc.billing.event.FapiaoPaper;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.TaxGroup;
import myidc.billing.read.Documents;
import myidc.billing.read.Documents.CreditNote;
import myidc.billing.read.Fapiaos;
import myidc.billing.read.Fapiaos.Waiting;
import myidc.billing.read.Invoices;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.LegalEntities;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.FapiaoBatchId;
import myidc.shared.id.InvoiceId;
import org.jspecify.annotations.Nullable;

/**
 * Makes fapiaos of invoices and credit notes: what was sold by the authority's classification and tax rate, from the
 * stored rounded amounts. Runs inside a call of {@link Commands}.
 */
@Singleton
public final class FapiaoDesk {
    private static final Pattern GOODS = Pattern.compile("(\\*|[a-z][a-z0-9-]{0,29}):([0-9]{19}):([^:,]{1,100})");
    private static final int BATCH_MAX = 500;

    private final Commands commands;
    private final Sequences sequences;
    private final Fapiaos fapiaos;
    private final Invoices invoices;
    private final Documents documents;
    private final Map<String, Sold> goods;

    FapiaoDesk(
            Commands commands,
            Sequences sequences,
            Fapiaos fapiaos,
            Invoices invoices,
            Documents documents,
            BillingSettings settings) {
        this.commands = commands;
        this.sequences = sequences;
        this.fapiaos = fapiaos;
        this.invoices = invoices;
        this.documents = documents;
        this.goods = goods(settings.fapiaoGoods());
    }

    /**
     * Makes a batch of what waits in a legal entity.
     *
     * @param wanted which of it; all that lacks nothing, oldest first, when empty
     */
    public FapiaoBatchId make(String entity, List<Wanted> wanted) {
        List<Waiting> waiting = wanted.isEmpty()
                ? fapiaos.waiting(entity, new Page.Ask(1, BATCH_MAX)).data().stream()
                        .filter(each -> lacks(each).isEmpty())
                        .toList()
                : wanted.stream().map(each -> waiting(entity, each)).toList();
        if (waiting.isEmpty()) {
            throw Refused.field(BillingRefusal.NO_FAPIAO_WAITS, "entity", "Nothing of " + entity + " waits complete");
        }
        List<FapiaoPaper> papers = new ArrayList<>();
        for (Waiting each : waiting) {
            papers.add(paper(papers.size() + 1, each));
        }
        FapiaoBatchId id = new FapiaoBatchId(sequences.next("fapiaobatch"));
        commands.send(new MakeFapiaoBatch(id, entity, papers));
        return id;
    }

    /** What is missing before a fapiao can be made of it. */
    public Set<Lack> lacks(Waiting waiting) {
        List<Lack> lacks = new ArrayList<>();
        if (waiting.kind().equals("SPECIAL") && waiting.buyer().taxNumber().isEmpty()) {
            lacks.add(Lack.TAX_NUMBER);
        }
        boolean mixed = goods(waiting).stream()
                .anyMatch(each -> each.net().signum() * waiting.net().signum() < 0);
        if (mixed) {
            lacks.add(Lack.ONE_SIGN);
        }
        return Set.copyOf(lacks);
    }

    private Waiting waiting(String entity, Wanted wanted) {
        Waiting found = fapiaos.waiting(wanted.invoice(), wanted.creditSerial())
                .filter(each -> each.entity().equals(entity))
                .orElseThrow(() -> Refused.field(
                        BillingRefusal.NO_FAPIAO_WAITS,
                        "papers",
                        wanted.invoice().text() + " does not wait for a fapiao of " + entity));
        Set<Lack> lacks = lacks(found);
        if (!lacks.isEmpty()) {
            throw Refused.field(BillingRefusal.FAPIAO_INCOMPLETE, "papers", found.paperNumber() + " lacks " + lacks);
        }
        return found;
    }

    private FapiaoPaper paper(int place, Waiting waiting) {
        return new FapiaoPaper(
                place,
                waiting.invoiceId(),
                waiting.creditSerial(),
                waiting.paperNumber(),
                waiting.tenantId(),
                waiting.kind(),
                waiting.buyer(),
                goods(waiting),
                waiting.redFor());
    }

    private List<FapiaoGoods> goods(Waiting waiting) {
        Map<Integer, BigDecimal> rates = rates(waiting.invoiceId());
        Map<Key, Sum> sums = new LinkedHashMap<>();
        Long serial = waiting.creditSerial();
        if (serial == null) {
            for (InvoiceLine line : invoices.allLines(waiting.invoiceId())) {
                add(sums, key(line.charge(), rates.get(line.number())), line.amount(), line.tax());
            }
        } else {
            CreditNote note = documents.creditNote(waiting.invoiceId(), serial).orElseThrow();
            for (CreditedLine line : note.lines()) {
                add(
                        sums,
                        key(line.charge(), rates.get(line.number())),
                        line.amount().negate(),
                        line.tax().negate());
            }
        }
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue().net().signum() != 0)
                .map(sum -> new FapiaoGoods(
                        sum.getKey().sold().code(),
                        sum.getKey().sold().name(),
                        sum.getKey().rate(),
                        sum.getValue().net(),
                        sum.getValue().tax()))
                .toList();
    }

    private Map<Integer, BigDecimal> rates(InvoiceId id) {
        InvoiceRow invoice = invoices.find(null, id).orElseThrow();
        Map<Integer, BigDecimal> rates = new HashMap<>();
        for (TaxGroup group : documents.paper(id).orElseThrow().taxes()) {
            group.lines().forEach(line -> rates.put(line, group.rate()));
        }
        invoices.allLines(id).forEach(line -> rates.putIfAbsent(line.number(), invoice.taxRate()));
        return rates;
    }

    private Key key(String charge, @Nullable BigDecimal rate) {
        Sold sold = goods.get(LegalEntities.word(charge));
        return new Key(
                sold == null ? goods.getOrDefault("*", Sold.NONE) : sold,
                new BigDecimal((rate == null ? BigDecimal.ZERO : rate)
                        .stripTrailingZeros()
                        .toPlainString()));
    }

    private static void add(Map<Key, Sum> sums, Key key, BigDecimal net, BigDecimal tax) {
        sums.merge(key, new Sum(net, tax), Sum::plus);
    }

    private static Map<String, Sold> goods(String text) {
        Map<String, Sold> read = List.of(text.split(",")).stream()
                .map(each -> {
                    Matcher found = GOODS.matcher(each.strip());
                    if (!found.matches()) {
                        throw new IllegalArgumentException(
                                "myidc.billing.fapiao-goods must be CHARGE:CODE:NAME, separated by commas, not "
                                        + each);
                    }
                    return found;
                })
                .collect(Collectors.toMap(found -> found.group(1), found -> new Sold(found.group(2), found.group(3))));
        if (!read.containsKey("*")) {
            throw new IllegalArgumentException("myidc.billing.fapiao-goods must name what all other charges are, as *");
        }
        return Map.copyOf(read);
    }

    /** What keeps a fapiao from being made. */
    public enum Lack {
        /** A special fapiao names its buyer's tax number; accounts did not always need one. */
        TAX_NUMBER,
        /** Goods of one rate come out below zero and others above it; a fapiao has one sign. */
        ONE_SIGN
    }

    /** An invoice, or one of its credit notes. */
    public record Wanted(InvoiceId invoice, @Nullable Long creditSerial) {}

    private record Sold(String code, String name) {
        static final Sold NONE = new Sold("", "");
    }

    private record Key(Sold sold, BigDecimal rate) {}

    private record Sum(BigDecimal net, BigDecimal tax) {
        Sum plus(Sum more) {
            return new Sum(net.add(more.net), tax.add(more.tax));
        }
    }
}
