package myidc.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import myidc.inventory.RackCommand.InstallRack;
import myidc.inventory.RackCommand.RefitRack;
import myidc.inventory.SiteCommand.OpenSite;
import myidc.inventory.read.RackView;
import myidc.inventory.read.Racks;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;

/** What the API does for racks, without HTTP: a command, then the row its answer is made of, in one transaction. */
final class RackWork {
    private static final int POWER_W = 8_000;

    private final Commands commands = BenchPortal.bean(Commands.class);
    private final Sequences sequences = BenchPortal.bean(Sequences.class);
    private final Racks racks = BenchPortal.bean(Racks.class);
    private final SiteId site = new SiteId(sequences.next("site"));
    private final List<RackId> installed = Collections.synchronizedList(new ArrayList<>());

    RackWork() {
        commands.send(new OpenSite(site, "Bench", "cn-bench", "CN", java.time.ZoneId.of("Asia/Shanghai")));
    }

    SiteId site() {
        return site;
    }

    /** A new aggregate. */
    RackId install() {
        RackId id = new RackId(sequences.next("rack"));
        InstallRack command = new InstallRack(id, site, "R" + id.value(), 42, 1_000, POWER_W);
        commands.perform(() -> commands.send(command), () -> racks.find(id).orElseThrow());
        installed.add(id);
        return id;
    }

    /** One more fact of an aggregate that is there; clients do not share racks, so none waits for another. */
    void refit(int client, int clients) {
        int mine = ThreadLocalRandom.current().nextInt(installed.size() / clients) * clients + client;
        RackId id = installed.get(mine);
        int powerW = ThreadLocalRandom.current().nextInt(1_000, 100_000);
        RefitRack command = new RefitRack(id, null, "R" + id.value(), 42, 1_000, powerW);
        RackView shown = commands.perform(
                () -> commands.send(command), () -> racks.find(id).orElseThrow());
        if (shown.powerWMax != powerW) {
            throw new IllegalStateException("The view was not written with the command");
        }
    }

    int count() {
        return installed.size();
    }
}
