package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.billing.read.InvoiceFinds;
import myidc.compute.read.GuestFinds;
import myidc.inventory.read.InventoryFinds;
import myidc.network.read.NetworkFinds;
import myidc.platform.db.Wanted;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Hit;
import myidc.shared.Role;
import myidc.tenancy.read.TenantFinds;
import org.jspecify.annotations.Nullable;

/** One search over everything that staff may see, now or as of an instant. */
@Path("/admin/v1/search")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class SearchResource {
    private static final int TEXT_MAX = 100;
    private static final int EACH_MAX = 20;
    private static final int EACH = 5;

    private final Finds finds;

    SearchResource(Finds finds) {
        this.finds = finds;
    }

    /**
     * Things by kind; kinds with a thing of just that name come first.
     *
     * @param asOf things there were at that instant by the words they had then; tenants by the names they have now
     * @param each how many of a kind at most, 1 to 20; 5 when absent
     */
    @GET
    public FoundJson search(
            @QueryParam("q") @Nullable String q,
            @QueryParam("each") @Nullable Integer each,
            @QueryParam("asOf") @Nullable AsOf asOf) {
        String text = Check.text("q", q, TEXT_MAX);
        int most = each == null ? EACH : Check.range("each", each, 1, EACH_MAX);
        Wanted wanted = Wanted.of(text, most + 1);
        Map<String, List<Hit>> byKind = new LinkedHashMap<>();
        for (Hit hit : finds.all(wanted, AsOf.instant(asOf))) {
            byKind.computeIfAbsent(hit.kind(), kind -> new ArrayList<>()).add(hit);
        }
        return new FoundJson(
                text,
                byKind.entrySet().stream()
                        .map(entry -> KindJson.of(entry.getKey(), entry.getValue(), most))
                        .sorted(Comparator.comparing((KindJson kind) -> kind.noneNamed(wanted.text())))
                        .toList());
    }

    /** What this resource asks. */
    @Singleton
    record Finds(
            InventoryFinds inventory,
            NetworkFinds network,
            GuestFinds guests,
            TenantFinds tenants,
            InvoiceFinds invoices) {
        List<Hit> all(Wanted wanted, @Nullable Instant at) {
            List<Hit> hits = new ArrayList<>();
            if (at == null) {
                hits.addAll(inventory.find(wanted));
                hits.addAll(network.find(wanted));
                hits.addAll(guests.find(wanted));
            } else {
                hits.addAll(inventory.find(wanted, at));
                hits.addAll(network.find(wanted, at));
                hits.addAll(guests.find(wanted, at));
            }
            hits.addAll(tenants.find(wanted, at));
            hits.addAll(invoices.find(wanted, at));
            return hits;
        }
    }

    /** What was found. */
    public record FoundJson(String q, List<KindJson> kinds) {}

    /**
     * Things of one kind.
     *
     * @param more true when there are more than are shown
     */
    public record KindJson(String kind, boolean more, List<Hit> data) {
        static KindJson of(String kind, List<Hit> hits, int most) {
            return new KindJson(
                    kind, hits.size() > most, hits.stream().limit(most).toList());
        }

        boolean noneNamed(String text) {
            return data.stream().noneMatch(hit -> hit.name().equalsIgnoreCase(text));
        }
    }
}
