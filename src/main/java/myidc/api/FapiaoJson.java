package myidc.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import myidc.billing.event.FapiaoGoods;
import myidc.billing.event.FapiaoPaper;
import myidc.billing.read.Fapiaos.FapiaoRow;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A fapiao.
 *
 * @param serial by which the tax authority's software and its answer know it
 * @param creditNote serial of the credit note that it is a red letter of; null of an invoice's
 * @param redFor number of the fapiao that a red letter takes back
 * @param state SENT, ISSUED or REJECTED
 */
public record FapiaoJson(
        long batchId,
        int place,
        String serial,
        long invoiceId,
        @Nullable Long creditNote,
        String paperNumber,
        long tenantId,
        String tenantName,
        String kind,
        String title,
        String taxNumber,
        List<GoodsJson> goods,
        MoneyJson net,
        MoneyJson tax,
        MoneyJson total,
        @Nullable String redFor,
        String state,
        @Nullable String number,
        @Nullable LocalDate issuedOn,
        @Nullable String reason) {
    /** Fapiaos are of China's tax authority and so in its currency. */
    private static final Currency CURRENCY = Currency.getInstance("CNY");

    public static FapiaoJson of(FapiaoRow row) {
        FapiaoPaper paper = row.paper();
        return new FapiaoJson(
                row.batchId().value(),
                paper.place(),
                FapiaoFile.serial(row),
                paper.invoiceId().value(),
                paper.creditSerial(),
                paper.paperNumber(),
                paper.tenantId().value(),
                row.tenantName(),
                paper.kind(),
                paper.buyer().name(),
                paper.buyer().taxNumber(),
                paper.goods().stream().map(GoodsJson::of).toList(),
                money(paper.net()),
                money(paper.tax()),
                money(paper.net().add(paper.tax())),
                paper.redFor(),
                row.state().name(),
                row.number(),
                row.issuedOn(),
                row.reason());
    }

    public static MoneyJson money(BigDecimal amount) {
        return MoneyJson.of(new Money(amount, CURRENCY));
    }

    /** What was sold under one rate. */
    public record GoodsJson(String code, String name, BigDecimal rate, MoneyJson net, MoneyJson tax) {
        static GoodsJson of(FapiaoGoods goods) {
            return new GoodsJson(goods.code(), goods.name(), goods.rate(), money(goods.net()), money(goods.tax()));
        }
    }
}
