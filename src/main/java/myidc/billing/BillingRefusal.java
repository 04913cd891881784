package myidc.billing;

import myidc.shared.Refusal;

/** Every way billing says no. */
public enum BillingRefusal implements Refusal {
    PRICE_BOOK_NOT_FOUND(Kind.NOT_FOUND),
    PRICE_BOOK_PUBLISHED(Kind.CONFLICT),
    PRICE_BOOK_EMPTY(Kind.CONFLICT),
    ENTRY_NOT_FOUND(Kind.NOT_FOUND),
    ENTRIES_OVERLAP(Kind.CONFLICT),
    ENTRY_IN_THE_PAST(Kind.CONFLICT),
    ENTRIES_EXHAUSTED(Kind.EXHAUSTED),
    ACCOUNT_NOT_FOUND(Kind.NOT_FOUND),
    MONTH_NOT_OVER(Kind.CONFLICT),
    MONTH_CLOSED(Kind.CONFLICT),
    MONTH_OUT_OF_ORDER(Kind.CONFLICT),
    NOTHING_PRICED(Kind.CONFLICT),
    TOO_MANY_LINES(Kind.EXHAUSTED),
    INVOICE_NOT_FOUND(Kind.NOT_FOUND),
    INVOICE_LINE_NOT_FOUND(Kind.NOT_FOUND),
    INVOICE_RUN_NOT_FOUND(Kind.NOT_FOUND),
    TENANT_UNKNOWN(Kind.INVALID);

    private final Kind kind;

    BillingRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "billing";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
