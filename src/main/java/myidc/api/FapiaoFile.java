package myidc.api;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import myidc.billing.event.FapiaoGoods;
import myidc.billing.event.FapiaoPaper;
import myidc.billing.event.Party;
import myidc.billing.read.Fapiaos.FapiaoRow;
import org.jspecify.annotations.Nullable;

/**
 * A batch as one plain table for software that issues fapiaos by columns of its own: a row for each kind of goods, those of
 * one fapiao under one serial, with the stored net and tax. What the tax bureau's web site imports is {@link FapiaoBook}.
 */
public final class FapiaoFile {
    private static final List<String> COLUMNS = List.of(
            "发票流水号",
            "发票类型",
            "购买方名称",
            "购买方纳税人识别号",
            "购买方地址",
            "购买方开户银行及账号",
            "购买方邮箱",
            "项目名称",
            "商品和服务税收编码",
            "金额",
            "税率",
            "税额",
            "价税合计",
            "是否含税",
            "对应蓝字发票号码",
            "备注");

    private FapiaoFile() {}

    public static void write(List<FapiaoRow> fapiaos, Rows rows) {
        try (rows) {
            rows.row(COLUMNS);
            for (FapiaoRow fapiao : fapiaos) {
                for (FapiaoGoods goods : fapiao.paper().goods()) {
                    rows.row(cells(fapiao, goods));
                }
            }
        }
    }

    /** Letters, batch and place: one serial among all batches. */
    public static String serial(FapiaoRow fapiao) {
        return "FP" + fapiao.batchId().value() + "-" + fapiao.paper().place();
    }

    static String kind(FapiaoPaper paper) {
        return paper.kind().equals("SPECIAL") ? "增值税专用发票" : "普通发票";
    }

    private static List<@Nullable Object> cells(FapiaoRow fapiao, FapiaoGoods goods) {
        FapiaoPaper paper = fapiao.paper();
        Party buyer = paper.buyer();
        return Arrays.asList(
                serial(fapiao),
                kind(paper),
                buyer.name(),
                buyer.taxNumber(),
                buyer.address(),
                buyer.bank(),
                buyer.email(),
                goods.name(),
                goods.code(),
                money(goods.net()),
                goods.rate(),
                money(goods.tax()),
                money(goods.net().add(goods.tax())),
                "否",
                paper.redFor(),
                paper.paperNumber());
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(2);
    }
}
