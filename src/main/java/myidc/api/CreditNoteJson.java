package myidc.api;

import java.time.Instant;
import java.util.List;
import myidc.billing.read.Documents.CreditNote;
import myidc.shared.money.Money;

/** A credit note; its figures are what it takes back, positive. */
public record CreditNoteJson(
        long serial,
        String number,
        long invoiceId,
        String invoiceNumber,
        long tenantId,
        String tenantName,
        String reason,
        MoneyJson subtotal,
        MoneyJson tax,
        MoneyJson total,
        List<LineJson> lines,
        Instant issuedAt) {
    public static CreditNoteJson of(CreditNote note) {
        return new CreditNoteJson(
                note.serial(),
                note.number(),
                note.invoiceId().value(),
                note.invoiceNumber(),
                note.tenantId().value(),
                note.tenantName(),
                note.reason(),
                MoneyJson.of(note.subtotal()),
                MoneyJson.of(note.tax()),
                MoneyJson.of(note.total()),
                note.lines().stream()
                        .map(line -> new LineJson(
                                line.number(),
                                line.charge(),
                                MoneyJson.of(
                                        new Money(line.amount(), note.total().currency())),
                                MoneyJson.of(new Money(line.tax(), note.total().currency()))))
                        .toList(),
                note.issuedAt());
    }

    /** A line it takes back, by the line's number on its invoice. */
    public record LineJson(int n, String charge, MoneyJson amount, MoneyJson tax) {}
}
