package myidc.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import myidc.demo.PortalClient.Answer;
import myidc.demo.PortalClient.Call;
import myidc.demo.PortalClient.DemoFailed;

/**
 * Replays demand on the portal's clock. In each step of five minutes the guests whose time is up are deleted, those that
 * arrive are created, and the clock stands still (but for the seconds it takes) until the machine room has settled.
 */
final class Replay {
    /** A public key that belongs to nobody: programs let themselves in by keys, and a password is slow to hash. */
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUga2V5IG9mIHRoZSBkZW1vbnN0cmF0aW9u demo";

    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(5);
    private static final long LOOK_AFTER_MS = 8;
    private static final long LOOK_AFTER_MS_MAX = 64;
    private static final String IMAGE = "linode/debian12";

    private final PortalClient portal;
    private final Scene scene;
    private final PortalTime time;
    private final Progress progress;
    private final Map<String, Long> refusals = new TreeMap<>();
    private final TreeMap<Long, List<Guest>> deaths = new TreeMap<>();
    private long arrived;
    private long deleted;
    private int bursts;

    Replay(PortalClient portal, Scene scene, Progress progress) {
        this.portal = portal;
        this.scene = scene;
        this.time = new PortalTime(portal, scene.operator());
        this.progress = progress;
    }

    /** Replays all arrivals from the instant on, and all deletions before {@code end}; what lives longer stays. */
    void run(Demand demand, Instant begin, Instant end) {
        long endS = Duration.between(begin, end).toSeconds();
        TreeMap<Long, List<Arrival>> arrivals = new TreeMap<>();
        for (Arrival arrival : demand.arrivals()) {
            arrivals.computeIfAbsent(arrival.atS(), at -> new ArrayList<>()).add(arrival);
        }
        while (!arrivals.isEmpty() || (!deaths.isEmpty() && deaths.firstKey() < endS)) {
            long atS = Math.min(
                    arrivals.isEmpty() ? Long.MAX_VALUE : arrivals.firstKey(),
                    deaths.isEmpty() ? Long.MAX_VALUE : deaths.firstKey());
            Instant now = begin.plusSeconds(atS);
            time.moveTo(now);
            step(atS, removed(deaths, atS), removed(arrivals, atS));
            progress.at(now, counts());
            scene.pools().tell(now, counts());
        }
        progress.end(counts());
    }

    private static <T> List<T> removed(Map<Long, List<T>> schedule, long atS) {
        List<T> due = schedule.remove(atS);
        return due == null ? List.of() : due;
    }

    private void step(long atS, List<Guest> due, List<Arrival> arrivals) {
        List<Callable<Boolean>> deeds = new ArrayList<>();
        for (Guest guest : due) {
            deeds.add(() -> delete(guest));
        }
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            if (i == 0 || arrivals.get(i - 1).tenant() != arrival.tenant()) {
                bursts++;
            }
            String region = scene.regions().get(bursts % scene.regions().size());
            String label = String.format("vm-%06d", arrived + i + 1);
            deeds.add(() -> create(arrival, region, label));
        }
        portal.all(deeds);
        arrived += arrivals.size();
        deleted += due.size();
        settle();
        List<Guest> gone = removed(deaths, atS);
        if (!gone.isEmpty()) {
            // The trace has guests that came and went within one step.
            step(atS, gone, List.of());
        }
    }

    private boolean create(Arrival arrival, String region, String label) {
        ExampleTenant tenant =
                scene.tenants().get(arrival.tenant() % scene.tenants().size());
        ObjectNode body = portal.object()
                .put("type", arrival.size().planId())
                .put("region", region)
                .put("image", IMAGE)
                .put("label", label)
                .put("booted", true);
        body.putArray("authorized_keys").add(KEY);
        Answer answer = portal.send(new Call("POST", "/v4/linode/instances", tenant.token(), body, "demo-" + label));
        if (answer.refused() && answer.status() != 401 && answer.status() != 404) {
            noteRefusal(answer.body());
            return false;
        }
        Long livesS = arrival.livesS();
        Guest guest = new Guest(answer.orFail().path("id").asLong(), tenant);
        if (livesS != null) {
            noteDeath(arrival.atS() + livesS, guest);
        }
        return true;
    }

    private boolean delete(Guest guest) {
        Call call = new Call(
                "DELETE", "/v4/linode/instances/" + guest.id(), guest.tenant().token(), null, null);
        portal.send(call).orFail();
        return true;
    }

    private synchronized void noteDeath(long atS, Guest guest) {
        deaths.computeIfAbsent(atS, at -> new ArrayList<>()).add(guest);
    }

    private synchronized void noteRefusal(JsonNode body) {
        String reason = body.path("errors").path(0).path("reason").asText(body.toString());
        refusals.merge(reason.replaceAll("[0-9]+", "N"), 1L, Long::sum);
    }

    /** Waits until the machine room has nothing left to do. */
    void settle() {
        long deadline = System.nanoTime() + SETTLED_WITHIN.toNanos();
        long pauseMs = LOOK_AFTER_MS;
        while (portal.get("/admin/v1/overview", scene.operator())
                        .path("roomWork")
                        .asLong(-1)
                != 0) {
            if (System.nanoTime() > deadline) {
                throw new DemoFailed("The machine room did not settle within " + SETTLED_WITHIN.toMinutes() + " min");
            }
            PortalClient.pause(pauseMs);
            pauseMs = Math.min(2 * pauseMs, LOOK_AFTER_MS_MAX);
        }
    }

    Progress.Counts counts() {
        long refused = refusals.values().stream().mapToLong(Long::longValue).sum();
        return new Progress.Counts(arrived, refused, deleted);
    }

    /** Why guests were refused, and how often. */
    Map<String, Long> refusals() {
        return refusals;
    }

    /** Who asks where. */
    record Scene(String operator, List<ExampleTenant> tenants, List<String> regions, ExamplePools pools) {
        Scene {
            tenants = List.copyOf(tenants);
            regions = List.copyOf(regions);
        }
    }

    private record Guest(long id, ExampleTenant tenant) {}
}
