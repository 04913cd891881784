package myidc.demo;

import java.util.List;

/** What the example's tenants are called and where their months end. */
final class TenantNames {
    private static final List<Name> NAMES = List.of(
            new Name("青松软件", "qingsong", "Asia/Shanghai"),
            new Name("Harbour Analytics", "harbour", "Asia/Singapore"),
            new Name("云帆物流", "yunfan", "Asia/Shanghai"),
            new Name("蓝鲸游戏", "lanjing", "Asia/Shanghai"),
            new Name("Northwind Robotics", "northwind", "Europe/Berlin"),
            new Name("星河教育", "xinghe", "Asia/Shanghai"),
            new Name("木棉医疗", "mumian", "Asia/Shanghai"),
            new Name("Tidewater Media", "tidewater", "America/Los_Angeles"),
            new Name("白鹭电商", "bailu", "Asia/Shanghai"),
            new Name("铁树安全", "tieshu", "Asia/Shanghai"),
            new Name("Copper Hill Labs", "copperhill", "Europe/London"),
            new Name("朝阳出行", "zhaoyang", "Asia/Shanghai"),
            new Name("麦田农业", "maitian", "Asia/Shanghai"),
            new Name("Lantern Studio", "lantern", "Asia/Tokyo"),
            new Name("海棠金融科技", "haitang", "Asia/Shanghai"),
            new Name("竹影视频", "zhuying", "Asia/Shanghai"),
            new Name("Meridian Maps", "meridian", "UTC"),
            new Name("北斗测绘", "beidou", "Asia/Shanghai"),
            new Name("石榴社区", "shiliu", "Asia/Shanghai"),
            new Name("Quarry Games", "quarry", "America/New_York"),
            new Name("飞燕航空维修", "feiyan", "Asia/Shanghai"),
            new Name("雪松能源", "xuesong", "Asia/Shanghai"),
            new Name("Bluestem Bio", "bluestem", "America/Chicago"),
            new Name("金桥制造", "jinqiao", "Asia/Shanghai"),
            new Name("山茶文旅", "shancha", "Asia/Shanghai"));

    private TenantNames() {}

    static Name of(int number) {
        return NAMES.get(number);
    }

    static int count() {
        return NAMES.size();
    }

    /** A tenant to be. */
    record Name(String company, String username, String timeZone) {}
}
