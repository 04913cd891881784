package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.billing.BillingRefusal;
import myidc.billing.event.PurseEvent.PaymentWay;
import myidc.billing.reconcile.CashDesk.Paid;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.Caller;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.PaymentId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Files of a bank: a line {@code reference,bookedOn,amount,payer,remark} for each payment that came in, and at the end a
 * line {@code TOTAL,count,sum}. Wrong sums, a file seen before and a row that cannot be read refuse the whole file. A row
 * whose remark names an open invoice by its number, or an account by its mark, is settled at once; others wait for somebody
 * to say whose they are.
 */
@Singleton
public final class BankFiles {
    private static final int ROWS_MAX = 10_000;
    private static final int CELLS = 5;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/._-]*");

    private static final Pattern MARK = Pattern.compile("(?i)\\baccount-([1-9][0-9]{0,17})\\b");

    private final CashDesk cash;
    private final Sequences sequences;
    private final Sql sql;
    private final Clock clock;

    BankFiles(CashDesk cash, Sequences sequences, Sql sql, Clock clock) {
        this.cash = cash;
        this.sequences = sequences;
        this.sql = sql;
        this.clock = clock;
    }

    /** Imports a file inside the caller's transaction; its number. */
    public long take(Caller caller, String name, Currency currency, String content) {
        List<Line> lines = read(content, currency);
        String digest = digest(content);
        if (sql.count("select count(*) from bank_file where digest = ?", digest) > 0) {
            throw Refused.field(BillingRefusal.BANK_FILE_IMPORTED, "content", "This file was imported already");
        }
        long id = sequences.next("bankfile");
        sql.change(
                "insert into bank_file (id, digest, name, currency, row_count, total, imported_by, imported_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                digest,
                name,
                currency.getCurrencyCode(),
                lines.size(),
                lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                caller.who(),
                clock.instant());
        for (int index = 0; index < lines.size(); index++) {
            match(id, index + 1, lines.get(index), currency);
        }
        return id;
    }

    /** Says whose a row is, and settles by it. */
    public void settle(long file, int number, TenantId tenant, @Nullable InvoiceId invoice) {
        Line line = sql.row(
                        "select r.*, f.currency from bank_file_row r join bank_file f on f.id = r.file_id"
                                + " where r.file_id = ? and r.number = ? for update of r",
                        row -> {
                            if (!row.getString("state").equals("UNMATCHED")) {
                                throw Refused.because(
                                        BillingRefusal.BANK_ROW_SETTLED,
                                        "Row " + number + " is settled or a duplicate");
                            }
                            refuseOther(tenant, row.getString("currency"));
                            return new Line(
                                    row.getString("reference"),
                                    row.getObject("booked_on", LocalDate.class),
                                    row.getBigDecimal("amount"),
                                    row.getString("payer"),
                                    row.getString("remark"));
                        },
                        file,
                        number)
                .orElseThrow(() ->
                        Refused.because(BillingRefusal.BANK_ROW_NOT_FOUND, "File " + file + " has no row " + number));
        PaymentId payment = receive(line, tenant, invoice);
        sql.change(
                "update bank_file_row set state = 'SETTLED', account_id = ?, payment_id = ?"
                        + " where file_id = ? and number = ?",
                tenant.value(),
                payment.value(),
                file,
                number);
    }

    /** Files, newest first. */
    public Page<FileRow> list(Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select f.*, (select count(*) from bank_file_row r where r.file_id = f.id and r.state ="
                                + " 'UNMATCHED') as waiting from bank_file f order by f.id desc limit ? offset ?",
                        row -> new FileRow(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getString("currency"),
                                row.getInt("row_count"),
                                row.getBigDecimal("total"),
                                row.getInt("waiting"),
                                Sql.instant(row, "imported_at")),
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from bank_file"));
    }

    public Page<BankRow> rows(long file, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select * from bank_file_row where file_id = ? order by number limit ? offset ?",
                        row -> new BankRow(
                                row.getInt("number"),
                                row.getString("reference"),
                                row.getObject("booked_on", LocalDate.class),
                                row.getBigDecimal("amount"),
                                row.getString("payer"),
                                row.getString("remark"),
                                row.getString("state"),
                                row.getObject("account_id", Long.class),
                                row.getObject("payment_id", Long.class)),
                        file,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from bank_file_row where file_id = ?", file));
    }

    private void match(long file, int number, Line line, Currency currency) {
        boolean known =
                sql.count("select count(*) from payment_view where way = 'BANK' and reference = ?", line.reference())
                        > 0;
        Optional<Match> match = known ? Optional.empty() : invoice(line, currency);
        PaymentId payment = match.map(found -> receive(line, found.tenant(), found.invoice()))
                .orElse(null);
        sql.change(
                "insert into bank_file_row (file_id, number, reference, payer, amount, booked_on, remark, state,"
                        + " account_id, payment_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?::bigint, ?::bigint)",
                file,
                number,
                line.reference(),
                line.payer(),
                line.amount(),
                line.bookedOn(),
                line.remark(),
                known ? "DUPLICATE" : payment == null ? "UNMATCHED" : "MATCHED",
                match.map(found -> found.tenant().value()).orElse(null),
                payment == null ? null : payment.value());
    }

    private Optional<Match> invoice(Line line, Currency currency) {
        Matcher words = WORD.matcher(line.remark());
        while (words.find()) {
            Optional<Match> match = sql.row(
                    "select i.id, i.tenant_id from invoice_view i join receivable_view r on r.invoice_id = i.id"
                            + " where i.number = ? and i.currency = ? and r.open > 0 order by i.id limit 1",
                    row -> new Match(new TenantId(row.getLong("tenant_id")), new InvoiceId(row.getLong("id"))),
                    words.group(),
                    currency.getCurrencyCode());
            if (match.isPresent()) {
                return match;
            }
        }
        return account(line, currency);
    }

    /** Whose account the remark names; the amount then settles the oldest invoices, or stays in hand. */
    private Optional<Match> account(Line line, Currency currency) {
        Matcher words = MARK.matcher(line.remark());
        return words.find()
                ? sql.row(
                        "select tenant_id from billing_account_view where id = ? and currency = ?",
                        row -> new Match(new TenantId(row.getLong("tenant_id")), null),
                        Long.parseLong(words.group(1)),
                        currency.getCurrencyCode())
                : Optional.empty();
    }

    private void refuseOther(TenantId tenant, @Nullable String currency) {
        String own = cash.account(tenant).currency().getCurrencyCode();
        if (!own.equals(currency)) {
            throw Refused.field(
                    BillingRefusal.CURRENCY_DIFFERS,
                    "tenantId",
                    "The file is in " + currency + ", and the tenant pays in " + own);
        }
    }

    private PaymentId receive(Line line, TenantId tenant, @Nullable InvoiceId invoice) {
        return cash.receive(
                tenant, new Paid(line.amount(), line.bookedOn(), PaymentWay.BANK, line.reference(), invoice));
    }

    private static List<Line> read(String content, Currency currency) {
        List<String> texts = content.lines().filter(text -> !text.isBlank()).toList();
        if (texts.size() < 2 || texts.size() > ROWS_MAX + 1) {
            throw malformed(1, "a file has 1 to " + ROWS_MAX + " rows and a line TOTAL,count,sum");
        }
        List<Line> lines = new ArrayList<>();
        Set<String> references = new HashSet<>();
        for (int index = 0; index < texts.size() - 1; index++) {
            Line line = line(texts.get(index), index + 1, currency);
            if (!references.add(line.reference())) {
                throw malformed(index + 1, "reference " + line.reference() + " stands there twice");
            }
            lines.add(line);
        }
        checkSums(texts.getLast(), lines);
        return lines;
    }

    private static void checkSums(String trailer, List<Line> lines) {
        BigDecimal sum = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        String[] cells = trailer.split(",", -1);
        if (cells.length != 3 || !cells[0].strip().equals("TOTAL")) {
            throw malformed(lines.size() + 1, "the last line must be TOTAL,count,sum");
        }
        if (!cells[1].strip().equals(Integer.toString(lines.size()))
                || decimal(cells[2], lines.size() + 1).compareTo(sum) != 0) {
            throw Refused.field(
                    BillingRefusal.BANK_FILE_WRONG_SUMS,
                    "content",
                    "The file says " + cells[1].strip() + " rows and " + cells[2].strip() + ", and holds "
                            + lines.size() + " and " + sum.toPlainString());
        }
    }

    private static Line line(String text, int number, Currency currency) {
        String[] cells = text.split(",", -1);
        if (cells.length != CELLS || cells[0].isBlank() || cells[0].length() > 100) {
            throw malformed(number, "a row is reference,bookedOn,amount,payer,remark");
        }
        BigDecimal amount = CashDesk.amount("content", decimal(cells[2], number), currency);
        if (amount.signum() <= 0) {
            throw malformed(number, "amount must be above 0");
        }
        try {
            return new Line(
                    cells[0].strip(), LocalDate.parse(cells[1].strip()), amount, cells[3].strip(), cells[4].strip());
        } catch (DateTimeException e) {
            throw malformed(number, "bookedOn must be a date like 2026-10-01");
        }
    }

    private static BigDecimal decimal(String text, int number) {
        if (!text.strip().matches("-?\\d{1,13}(\\.\\d{1,4})?")) {
            throw malformed(number, "amount must be a plain decimal");
        }
        return new BigDecimal(text.strip());
    }

    private static Refused malformed(int number, String rule) {
        return Refused.field(BillingRefusal.BANK_FILE_MALFORMED, "content", "Line " + number + ": " + rule);
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private record Line(String reference, LocalDate bookedOn, BigDecimal amount, String payer, String remark) {}

    private record Match(TenantId tenant, @Nullable InvoiceId invoice) {}

    /** A file; {@code waiting} rows are nobody's yet. */
    public record FileRow(
            long id,
            String name,
            String currency,
            int rows,
            BigDecimal total,
            int waiting,
            java.time.Instant importedAt) {}

    /** A row of a file. */
    public record BankRow(
            int number,
            String reference,
            LocalDate bookedOn,
            BigDecimal amount,
            String payer,
            String remark,
            String state,
            @Nullable Long tenantId,
            @Nullable Long paymentId) {}
}
