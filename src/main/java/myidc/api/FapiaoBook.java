package myidc.api;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.billing.event.FapiaoGoods;
import myidc.billing.event.FapiaoPaper;
import myidc.billing.event.Party;
import myidc.billing.read.Fapiaos.FapiaoRow;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A batch as the workbook by which the electronic tax bureau's web site takes many fapiaos in at once: papers on the first
 * sheet, what they name as sold on the second, tied by a serial; titles stand on the third row, and every cell is text.
 * Sheets and titles are those of the bureau's template of version {@code pt:20260401}. It computes tax itself from rate and
 * amount; amounts here include tax, so that what a fapiao comes to is what the tenant owes, to the cent. Red letters are not
 * imported but confirmed between buyer and seller: they have a sheet of their own.
 */
public final class FapiaoBook {
    static final String VERSION = "pt:20260401";

    private static final List<String> PAPERS = List.of(
            "发票流水号",
            "发票类型",
            "特定业务类型",
            "是否含税",
            "受票方自然人标识",
            "购买方名称",
            "购买方纳税人识别号",
            "购买方证件类型",
            "购买方证件号码",
            "购买方国籍（或地区）",
            "购买方地址",
            "购买方所在地区（报废产品收购必填）",
            "购买方所在地区（报废产品收购必填）",
            "购买方所在地区（报废产品收购必填）",
            "购买方所在地区（报废产品收购必填）",
            "购买方详细地址（报废产品收购必填）",
            "购买方电话",
            "购买方开户银行",
            "购买方银行账号",
            "是否展示购买方地址电话银行账号",
            "是否开具涉税专业服务发票品目",
            "涉税专业服务协议编号",
            "备注",
            "报废产品销售类型",
            "每千克煤炭发热量",
            "干基全硫",
            "干燥无灰基挥发分",
            "销售方开户行",
            "销售方银行账号",
            "是否展示销售方地址电话银行账号",
            "购买方邮箱",
            "购买方经办人姓名",
            "购买方经办人证件类型",
            "购买方经办人证件号码",
            "经办人国籍(地区)",
            "经办人自然人纳税人识别号",
            "放弃享受减按1%征收率原因",
            "收款人",
            "复核人");

    private static final List<String> GOODS = List.of(
            "发票流水号",
            "项目名称",
            "商品和服务税收编码",
            "规格型号",
            "单位",
            "数量",
            "单价",
            "金额",
            "税率",
            "折扣金额",
            "是否使用优惠政策",
            "优惠政策类型",
            "即征即退类型",
            "煤炭种类");

    private static final int TITLES = 2;
    private static final Pattern BANK_AND_NUMBER = Pattern.compile("(.*?\\S)[\\s,，:：]+([0-9][0-9 -]{5,})");

    private FapiaoBook() {}

    public static void write(List<FapiaoRow> fapiaos, OutputStream out) {
        List<FapiaoRow> blue =
                fapiaos.stream().filter(row -> row.paper().redFor() == null).toList();
        List<FapiaoRow> red =
                fapiaos.stream().filter(row -> row.paper().redFor() != null).toList();
        try {
            Workbook book = new Workbook(out, "MyIDC", null);
            papers(book.newWorksheet("1-发票基本信息"), blue);
            goods(book.newWorksheet("2-发票明细信息"), blue);
            titled(book.newWorksheet("3-特定业务信息"), List.of("发票流水号"));
            titled(book.newWorksheet("4-附加要素信息"), List.of("发票流水号", "附加要素名称", "附加要素内容"));
            if (!red.isEmpty()) {
                reds(book.newWorksheet("红字发票"), red);
            }
            Worksheet version = book.newWorksheet("excelVersion");
            cell(version, 3, 0, VERSION);
            version.finish();
            book.finish();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void papers(Worksheet sheet, List<FapiaoRow> rows) throws IOException {
        titles(sheet, PAPERS);
        int next = TITLES + 1;
        for (FapiaoRow row : rows) {
            FapiaoPaper paper = row.paper();
            Party buyer = paper.buyer();
            Matcher bank = BANK_AND_NUMBER.matcher(buyer.bank());
            boolean split = bank.matches();
            cell(sheet, next, 0, FapiaoFile.serial(row));
            cell(sheet, next, 1, FapiaoFile.kind(paper));
            cell(sheet, next, 3, "是");
            cell(sheet, next, 5, buyer.name());
            cell(sheet, next, 6, buyer.taxNumber());
            cell(sheet, next, 10, buyer.address());
            cell(sheet, next, 17, split ? bank.group(1) : buyer.bank());
            cell(sheet, next, 18, split ? bank.group(2).replaceAll("[ -]", "") : "");
            cell(sheet, next, 22, paper.paperNumber());
            cell(sheet, next, 30, buyer.email());
            next++;
        }
        sheet.finish();
    }

    private static void goods(Worksheet sheet, List<FapiaoRow> rows) throws IOException {
        titles(sheet, GOODS);
        int next = TITLES + 1;
        for (FapiaoRow row : rows) {
            for (FapiaoGoods goods : row.paper().goods()) {
                cell(sheet, next, 0, FapiaoFile.serial(row));
                cell(sheet, next, 1, goods.name());
                cell(sheet, next, 2, goods.code());
                cell(sheet, next, 7, gross(goods));
                cell(sheet, next, 8, goods.rate().stripTrailingZeros().toPlainString());
                next++;
            }
        }
        sheet.finish();
    }

    private static void reds(Worksheet sheet, List<FapiaoRow> rows) throws IOException {
        List<String> titles = new ArrayList<>(List.of("发票流水号", "对应蓝字发票号码", "购买方名称", "购买方纳税人识别号"));
        titles.addAll(List.of("项目名称", "商品和服务税收编码", "金额", "税率", "税额", "价税合计", "备注"));
        titles(sheet, titles);
        int next = TITLES + 1;
        for (FapiaoRow row : rows) {
            FapiaoPaper paper = row.paper();
            for (FapiaoGoods goods : paper.goods()) {
                List<String> cells = List.of(
                        FapiaoFile.serial(row),
                        String.valueOf(paper.redFor()),
                        paper.buyer().name(),
                        paper.buyer().taxNumber(),
                        goods.name(),
                        goods.code(),
                        plain(goods.net()),
                        goods.rate().stripTrailingZeros().toPlainString(),
                        plain(goods.tax()),
                        gross(goods),
                        paper.paperNumber());
                for (int column = 0; column < cells.size(); column++) {
                    cell(sheet, next, column, cells.get(column));
                }
                next++;
            }
        }
        sheet.finish();
    }

    private static void titled(Worksheet sheet, List<String> titles) throws IOException {
        titles(sheet, titles);
        sheet.finish();
    }

    private static void titles(Worksheet sheet, List<String> titles) {
        for (int column = 0; column < titles.size(); column++) {
            cell(sheet, TITLES, column, titles.get(column));
        }
    }

    private static String gross(FapiaoGoods goods) {
        return plain(goods.net().add(goods.tax()));
    }

    private static String plain(BigDecimal amount) {
        return amount.setScale(2).toPlainString();
    }

    /** Text that a spreadsheet would run is made harmless, but an amount below zero is no formula. */
    private static void cell(Worksheet sheet, int row, int column, String text) {
        if (!text.isEmpty()) {
            sheet.inlineString(row, column, text.matches("-?\\d+(\\.\\d+)?") ? text : Csv.text(text));
        }
    }
}
