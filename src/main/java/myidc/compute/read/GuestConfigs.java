package myidc.compute.read;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.shared.Page;
import myidc.shared.id.InstanceId;

/** Reads how guests start. */
@Singleton
public final class GuestConfigs {
    /** A guest's configurations in order of their making. */
    public List<GuestConfigView> of(InstanceId guest) {
        return GuestConfigView.<GuestConfigView>find(
                        "instanceId = ?1 and awaited = false order by createdAt, id", guest.value())
                .page(0, Page.SIZE_MAX)
                .list();
    }

    /** The one that the guest starts by; empty for a guest that there is not. */
    public Optional<GuestConfigView> current(InstanceId guest) {
        List<GuestConfigView> all = of(guest);
        return all.stream()
                .filter(config -> config.chosen)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }
}
