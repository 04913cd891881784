package myidc.driver.libvirt;

import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** What filters of guests were when they had been set, kept where nobody at their hosts gets to it. */
public interface ToldFilters {
    void keep(String uri, InstanceId guest, String told);

    /** Null where it was never set by this host's address. */
    @Nullable
    String of(String uri, InstanceId guest);

    void forget(String uri, InstanceId guest);
}
