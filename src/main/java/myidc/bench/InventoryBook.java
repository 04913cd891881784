package myidc.bench;

import myidc.platform.db.Sql;

/**
 * 1,000 racks with 20 devices each and 500,000 addresses of one /8. The first of each is made through the API; the rest
 * are copies of every row that it left, in the tables that answers are read from and those that guard the book.
 */
final class InventoryBook {
    private static final int RACKS = 1_000;
    private static final int DEVICES = 20_000;
    private static final int ADDRESSES = 500_000;

    /** One address of so many was given back and is free. */
    private static final int FREE_EACH = 100;

    /** More than the portal has drawn from its sequence already, and will use yet. */
    private static final int NUMBERS_AT_HAND = 1_000_000;

    private static final String FIRST_ADDRESS = "10.0.0.2";

    final int racks;
    final int devices;
    final int addresses;
    final long site;
    final long rack;
    final long device;
    final long prefix;

    private final Sql sql = BenchPortal.bean(Sql.class);

    InventoryBook(BenchApi api, int percent) {
        racks = RACKS * percent / 100;
        devices = DEVICES * percent / 100;
        addresses = ADDRESSES * percent / 100;
        site = api.make(
                "/admin/v1/sites",
                "{\"name\":\"Bench\",\"region\":\"cn-bench\",\"country\":\"CN\",\"timeZone\":\"Asia/Shanghai\"}");
        rack = api.make(
                "/admin/v1/racks",
                "{\"siteId\":" + site + ",\"name\":\"R0\",\"heightU\":42,\"maxWeightKg\":1000,\"maxPowerW\":8000}");
        long type = api.make(
                "/admin/v1/device-types",
                "{\"manufacturer\":\"Bench\",\"model\":\"B1\",\"category\":\"SERVER\",\"heightU\":1,\"fullDepth\":true,"
                        + "\"weightKg\":18,\"maxDrawW\":300}");
        device = api.make(
                "/admin/v1/devices",
                "{\"deviceTypeId\":" + type + ",\"name\":\"server-0\",\"serial\":\"SN-0\",\"assetTag\":\"A-0\"}");
        api.post(
                "/admin/v1/devices/" + device + "/rack",
                "{\"rackId\":" + rack + ",\"face\":\"FRONT\",\"positionU\":42}");
        prefix = api.make(
                "/admin/v1/prefixes", "{\"siteId\":" + site + ",\"cidr\":\"10.0.0.0/8\",\"gateway\":\"10.0.0.1\"}");
        api.post("/admin/v1/prefixes/" + prefix + "/addresses", "{\"owner\":\"device-" + device + "\"}");
        racks();
        devices();
        addresses();
        sql.change("vacuum analyze");
    }

    /** Copies one row so many times; {@code n} counts from 1 in the JSON of what differs. */
    private void copy(String table, String which, int times, String changes) {
        sql.change("insert into " + table + " select (jsonb_populate_record(one, " + changes + ")).* from " + table
                + " one, generate_series(1, " + times + ") n where " + which);
    }

    private void racks() {
        copy("rack_view", "id = " + rack, racks, "jsonb_build_object('id', id + n, 'name', 'R' || n)");
        copy("rack_room", "rack_id = " + rack, racks, "jsonb_build_object('rack_id', rack_id + n)");
        past("rack", rack, racks, "jsonb_build_object('id', id + n, 'name', 'R' || n)");
        sql.count("select setval('rack_number', ?)", rack + racks);
    }

    private void devices() {
        String place = "'rackId', " + rack + " + 1 + (n - 1) / 20, 'positionU', 1 + (n - 1) % 20";
        String label = "'name', 'server-' || n, 'serial', 'SN-' || md5(n::text), ";
        copy(
                "device_view",
                "id = " + device,
                devices,
                "jsonb_build_object('id', id + n, 'asset_tag', 'A-' || n, " + label
                        + place.replace("rackId", "rack_id").replace("positionU", "position_u") + ")");
        copy(
                "rack_slot",
                "device_id = " + device,
                devices,
                "jsonb_build_object('device_id', device_id + n, 'rack_id', " + rack + " + 1 + (n - 1) / 20,"
                        + " 'units', format('[%s,%s)', 2 * ((n - 1) % 20 + 1), 2 * ((n - 1) % 20 + 2)))");
        past(
                "device",
                device,
                devices,
                "jsonb_build_object('id', id + n, 'assetTag', 'A-' || n, " + label + place + ")");
        sql.count("select setval('device_number', ?)", device + devices);
    }

    /** Two years of it: what it shows now is half a year old, and before it was called otherwise. */
    private void past(String kind, long id, int times, String changes) {
        for (String when : new String[] {
            "tstzrange(now() - interval '2 years', now() - interval '6 months'), one.shown || '{\"version\":0}'",
            "tstzrange(now() - interval '6 months', null), one.shown"
        }) {
            sql.change(
                    "insert into view_history (kind, id, valid, shown) select kind, id + n, " + when + " || " + changes
                            + " from view_history one, generate_series(1, " + times + ") n where kind = ? and id = ?"
                            + " and upper_inf(valid)",
                    kind,
                    id);
        }
    }

    private void addresses() {
        String address = "('" + FIRST_ADDRESS + "'::inet + n)";
        String of = "prefix_id = " + prefix + " and n % " + FREE_EACH + " <> 0";
        int last = addresses + addresses / (FREE_EACH - 1);
        copy(
                "address_claim",
                of,
                last,
                "jsonb_build_object('assignment_id', assignment_id + " + NUMBERS_AT_HAND + " + n, 'address', host"
                        + address + ", 'holder', 'device-' || n)");
        copy(
                "address_view",
                of,
                last,
                "jsonb_build_object('id', id + " + NUMBERS_AT_HAND + " + n, 'address', host" + address
                        + ", 'holder', 'device-' || n," + " 'address_order', lpad(to_hex(" + address
                        + " - inet '0.0.0.0'), 8, '0'))");
        sql.change("delete from address_free where prefix_id = ?", prefix);
        sql.change(
                "insert into address_free (prefix_id, address) select ?, " + address + " from generate_series(1, "
                        + last + ") n where n % " + FREE_EACH + " = 0",
                prefix);
        sql.change(
                "update prefix_room set next_address = " + "(inet '" + FIRST_ADDRESS + "' + " + (last + 1) + ")"
                        + " where prefix_id = ?",
                prefix);
        sql.count("select setval('assignment_number', (select max(id) from address_view))");
    }
}
