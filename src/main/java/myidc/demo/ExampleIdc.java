package myidc.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import myidc.demo.PortalClient.DemoFailed;

/** Makes the example data centre as an operator would, by the admin API. */
final class ExampleIdc {
    private static final int RACKS = 40;
    private static final int SERVERS_PER_RACK = 10;

    /** So many of them keep disks on encrypted storage. */
    private static final int ENCRYPTED_PER_RACK = 4;

    private static final int VCPUS_PER_SOCKET = 64;
    private static final long MEMORY_MB_PER_SOCKET = 512L * 1024;
    private static final long DISK_GB = 15_360;
    private static final String PRICES_FROM = "2020-01-01T00:00:00Z";

    private static final List<Site> SITES = List.of(
            new Site("Shanghai Lingang", "cn-sha", "CN", "Asia/Shanghai", "198.18.0.0/17", "198.18.0.1", "sha"),
            new Site("Beijing Yizhuang", "cn-bjs", "CN", "Asia/Shanghai", "198.18.128.0/17", "198.18.128.1", "bjs"),
            new Site("Singapore Jurong", "sg-sin", "SG", "Asia/Singapore", "198.19.0.0/17", "198.19.0.1", "sin"));

    /** Types of the shipped catalogue that serve as hosts, in turns; those that are missing are passed over. */
    private static final List<String> HOST_MODELS = List.of(
            "PowerEdge R650",
            "ProLiant DL360 Gen11",
            "FusionServer 1288H V6",
            "PowerEdge R760",
            "NF5180M6",
            "ProLiant DL380 Gen11",
            "ThinkSystem SR645",
            "FusionServer 2288H V5");

    private final PortalClient portal;
    private final String operator;
    private final ExamplePools pools;
    private final Consumer<String> say;

    ExampleIdc(PortalClient portal, String operator, Consumer<String> say) {
        this.portal = portal;
        this.pools = new ExamplePools(portal, operator);
        this.operator = operator;
        this.say = say;
    }

    boolean isEmpty() {
        return portal.get("/admin/v1/sites?pageSize=1", operator)
                        .path("results")
                        .asLong()
                == 0;
    }

    ExamplePools pools() {
        return pools;
    }

    List<String> regions() {
        return SITES.stream().map(Site::region).toList();
    }

    /** Sites, racks, servers as hosts, prefixes, plans and prices. */
    void build(Collection<Size> sizes) {
        List<Long> sites = new ArrayList<>();
        for (Site site : SITES) {
            sites.add(portal.post("/admin/v1/sites", operator, site.body(portal.object()))
                    .path("id")
                    .asLong());
        }
        List<Rack> racks = portal.all(racks(sites));
        say.accept(SITES.size() + " sites, " + racks.size() + " racks");
        List<JsonNode> models = hostModels();
        List<Callable<Long>> servers = new ArrayList<>();
        for (Rack rack : racks) {
            servers.add(() -> fill(rack, models));
        }
        long hosts = portal.all(servers).stream().mapToLong(Long::longValue).sum();
        say.accept(hosts + " servers racked and made hypervisors");
        for (int i = 0; i < SITES.size(); i++) {
            portal.post(
                    "/admin/v1/prefixes",
                    operator,
                    portal.object()
                            .put("siteId", sites.get(i))
                            .put("cidr", SITES.get(i).cidr())
                            .put("gateway", SITES.get(i).gateway()));
        }
        pools.register(sites, regions());
        plansAndPrices(sizes);
        say.accept(SITES.size() + " prefixes, storage pools at each site, " + sizes.size()
                + " plans, a published price book");
    }

    private List<Callable<Rack>> racks(List<Long> sites) {
        List<Callable<Rack>> racks = new ArrayList<>();
        for (int i = 0; i < RACKS; i++) {
            int number = i;
            Site site = SITES.get(i % SITES.size());
            long siteId = sites.get(i % SITES.size());
            String name = String.format("%c%02d", 'A' + i / SITES.size() / 5, 1 + i / SITES.size() % 5);
            racks.add(() -> {
                ObjectNode body = portal.object()
                        .put("siteId", siteId)
                        .put("name", name)
                        .put("heightU", 42)
                        .put("maxWeightKg", 1_200)
                        .put("maxPowerW", 20_000);
                long id = portal.post("/admin/v1/racks", operator, body)
                        .path("id")
                        .asLong();
                return new Rack(id, number, site.shortName() + "-" + name.toLowerCase(java.util.Locale.ROOT));
            });
        }
        return racks;
    }

    private List<JsonNode> hostModels() {
        List<JsonNode> known = portal.list("/admin/v1/device-types?category=SERVER", operator);
        List<JsonNode> models = HOST_MODELS.stream()
                .flatMap(name -> known.stream()
                        .filter(type -> type.path("model").asText().equals(name))
                        .limit(1))
                .toList();
        if (models.isEmpty()) {
            throw new DemoFailed("The catalogue of device types has none of " + HOST_MODELS);
        }
        return models;
    }

    /** Racks ten servers of one model from the bottom up; answers how many. */
    private long fill(Rack rack, List<JsonNode> models) {
        JsonNode model = models.get(rack.number() % models.size());
        int heightU = new BigDecimal(model.path("heightU").asText())
                .setScale(0, java.math.RoundingMode.CEILING)
                .intValueExact();
        int sockets = Math.max(1, model.path("cpuSockets").asInt(2));
        for (int i = 0; i < SERVERS_PER_RACK; i++) {
            String name = String.format("%s-n%02d", rack.name(), i + 1);
            int serial = rack.number() * SERVERS_PER_RACK + i + 1;
            long device = portal.post(
                            "/admin/v1/devices",
                            operator,
                            portal.object()
                                    .put("deviceTypeId", model.path("id").asLong())
                                    .put("serial", String.format("DEMO%06d", serial))
                                    .put("name", name)
                                    .put("assetTag", String.format("IDC-%05d", serial)))
                    .path("id")
                    .asLong();
            String path = "/admin/v1/devices/" + device;
            portal.post(
                    path + "/rack",
                    operator,
                    portal.object()
                            .put("rackId", rack.id())
                            .put("face", "FRONT")
                            .put("positionU", 1 + i * heightU));
            portal.post(path + "/in-service", operator, portal.object());
            long host = portal.post(path + "/hypervisor", operator, hypervisor(sockets))
                    .path("id")
                    .asLong();
            if (i < ENCRYPTED_PER_RACK) {
                portal.put("/admin/v1/host-encryption/" + host, operator, encrypted());
            }
        }
        return SERVERS_PER_RACK;
    }

    private ObjectNode encrypted() {
        return portal.object().put("encrypted", true).put("reason", "LUKS2 below its pool, as delivered");
    }

    private ObjectNode hypervisor(int sockets) {
        ObjectNode body = portal.object()
                .put("vcpus", sockets * VCPUS_PER_SOCKET)
                .put("memoryMb", sockets * MEMORY_MB_PER_SOCKET)
                .put("diskGb", DISK_GB);
        body.putObject("overcommit").put("vcpu", 2).put("memory", 1);
        return body;
    }

    private void plansAndPrices(Collection<Size> sizes) {
        ObjectNode book = portal.object().put("name", "List price").put("currency", "CNY");
        long bookId =
                portal.post("/admin/v1/price-books", operator, book).path("id").asLong();
        for (JsonNode plan :
                portal.get("/admin/v1/plans?pageSize=500", operator).path("data")) {
            Size size =
                    new Size(plan.path("vcpus").asInt(), plan.path("memoryMb").asInt());
            price(bookId, plan.path("id").asText(), size);
        }
        for (Size size : sizes) {
            portal.post("/admin/v1/plans", operator, size.plan(portal.object()));
            price(bookId, size.planId(), size);
        }
        ObjectNode stored = portal.object().put("charge", "storage:attributed").put("from", PRICES_FROM);
        stored.putObject("terms").put("model", "PER_UNIT").putObject("figures").put("price", "0.0002");
        portal.post("/admin/v1/price-books/" + bookId + "/entries", operator, stored);
        portal.post("/admin/v1/price-books/" + bookId + "/publish", operator, portal.object());
    }

    private void price(long bookId, String plan, Size size) {
        portal.post(
                "/admin/v1/price-books/" + bookId + "/entries",
                operator,
                portal.object()
                        .put("charge", "instance:" + plan)
                        .put("hourly", size.hourly().toPlainString())
                        .put("monthlyCap", size.monthlyCap().toPlainString())
                        .put("from", PRICES_FROM));
    }

    /** So many tenants, each with a user who has this password, and a token. */
    List<ExampleTenant> openTenants(int count, String password) {
        List<Callable<ExampleTenant>> work = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            work.add(() -> openTenant(number, password));
        }
        List<ExampleTenant> tenants = portal.all(work);
        say.accept(tenants.size() + " tenants with a user and a token each");
        return tenants;
    }

    private ExampleTenant openTenant(int number, String password) {
        TenantNames.Name name = TenantNames.of(number);
        ObjectNode body = portal.object()
                .put("name", name.company())
                .put("company", name.company())
                .put("currency", "CNY")
                .put("timeZone", name.timeZone())
                .put("email", name.username() + "@example.com")
                .put("username", name.username())
                .put("displayName", name.username())
                .put("password", password);
        long id = portal.post("/admin/v1/tenants", operator, body).path("id").asLong();
        ObjectNode wish = portal.object()
                .put("username", name.username())
                .put("label", "demo")
                .put("scopes", "*");
        String token = portal.post("/admin/v1/tenants/" + id + "/tokens", operator, wish)
                .path("token")
                .asText();
        return new ExampleTenant(id, name.company(), name.username(), token);
    }

    /** A rack that is there. */
    private record Rack(long id, int number, String name) {}

    private record Site(
            String name,
            String region,
            String country,
            String timeZone,
            String cidr,
            String gateway,
            String shortName) {
        ObjectNode body(ObjectNode body) {
            return body.put("name", name)
                    .put("region", region)
                    .put("country", country)
                    .put("timeZone", timeZone);
        }
    }
}
