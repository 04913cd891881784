package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.compute.event.CopyKind;
import myidc.compute.event.GuestDisk;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Reads disks of guests, now or as of an instant. */
@Singleton
public final class GuestDisks {
    private static final String OF = "instanceId = ?1";
    private static final String ORDERED = " order by createdAt, id";
    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);

    private final Histories histories;

    GuestDisks(Histories histories) {
        this.histories = histories;
    }

    /** A guest's disks in order of their making, those too that are to be or go. */
    public List<GuestDiskView> of(InstanceId guest, @Nullable Instant asOf) {
        if (asOf == null) {
            return GuestDiskView.<GuestDiskView>find(OF + ORDERED, guest.value())
                    .page(0, Page.SIZE_MAX)
                    .list();
        }
        Histories.Listing listing =
                new Histories.Listing(GuestDiskProjection.HISTORY, asOf, Map.of("instanceId", guest.value()), ALL);
        return histories.asOf(listing, GuestDiskView.class).data();
    }

    /** A disk that its guest has now. */
    public Optional<GuestDiskView> find(DiskId id) {
        return GuestDiskView.<GuestDiskView>findByIdOptional(id.value()).filter(row -> row.status.equals("READY"));
    }

    /** Disks as they are to be once what is under way is done. */
    public List<GuestDisk> wanted(InstanceId guest) {
        return of(guest, null).stream()
                .filter(row -> !row.status.equals("DELETING"))
                .map(GuestDiskView::wanted)
                .toList();
    }

    /** How those of its disks are made that somebody chose it for. */
    public Map<DiskId, CopyKind> copies(InstanceId guest) {
        Map<DiskId, CopyKind> chosen = new HashMap<>();
        for (GuestDiskView row : of(guest, null)) {
            String copy = row.copy;
            if (copy != null) {
                chosen.put(new DiskId(row.id), CopyKind.valueOf(copy));
            }
        }
        return chosen;
    }

    /** Disks as they are to be once the guest has the size it is being given. */
    public List<GuestDisk> resized(InstanceId guest, long beforeMb, long afterMb) {
        return resized(of(guest, null), beforeMb, afterMb);
    }

    /** A resize from before it was said which disk follows the plan chose none. */
    static List<GuestDisk> resized(List<GuestDiskView> rows, long beforeMb, long afterMb) {
        boolean isChosen = rows.stream().anyMatch(row -> row.wantedMb != null);
        List<GuestDisk> wanted = rows.stream().map(GuestDiskView::wanted).toList();
        return isChosen ? wanted : GuestDisk.following(wanted, beforeMb, afterMb);
    }

    /** Disks as they are, or were before what is under way. */
    public List<GuestDisk> present(InstanceId guest) {
        return of(guest, null).stream()
                .filter(row -> !row.status.equals("NOT_READY"))
                .map(GuestDiskView::fact)
                .toList();
    }
}
