package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import myidc.api.tenant.account.Grantable;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.shared.Page;
import myidc.shared.id.TenantId;

/** Guests, on each of which a restricted user may be given a permission. */
@Singleton
final class GrantableGuests implements Grantable {
    private static final int PAGES_MAX = 20;

    private final Instances instances;

    GrantableGuests(Instances instances) {
        this.instances = instances;
    }

    @Override
    public String kind() {
        return "linode";
    }

    @Override
    public List<Thing> of(TenantId tenant) {
        List<Thing> things = new ArrayList<>();
        Object[] values = {tenant.value()};
        for (int number = 1; number <= PAGES_MAX; number++) {
            Page<InstanceView> page = instances.list("1 = 1", "id", values, new Page.Ask(number, Page.SIZE_MAX));
            page.data().forEach(guest -> things.add(new Thing(guest.id, guest.label)));
            if (number >= page.pages()) {
                break;
            }
        }
        return things;
    }
}
