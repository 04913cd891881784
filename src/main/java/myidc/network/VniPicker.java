package myidc.network;

import jakarta.inject.Singleton;
import myidc.network.VniCommand.OpenVniPool;
import myidc.network.VniCommand.TakeVni;
import myidc.platform.db.Sequences;
import myidc.shared.id.SiteId;
import myidc.shared.id.VniId;
import myidc.shared.id.VniPoolId;
import org.jspecify.annotations.Nullable;

/**
 * Chooses VNIs. Each choice is held at once, in the transaction under way, and is told as the command to send in the
 * same one.
 */
@Singleton
public final class VniPicker {
    private static final long FIRST = 10_000;
    private static final long LAST = 16_777_215;

    private final NumberRoom numbers;
    private final Sequences sequences;

    VniPicker(NumberRoom numbers, Sequences sequences) {
        this.numbers = numbers;
        this.sequences = sequences;
    }

    /**
     * What must be sent before a VNI can be chosen at the site: null when its pool is open. Whoever else would open it
     * waits until the transaction is over.
     */
    public @Nullable OpenVniPool missingPool(SiteId site) {
        return numbers.isOpen(NumberRoom.vnis(site))
                ? null
                : new OpenVniPool(new VniPoolId(sequences.next("vnipool")), site, FIRST, LAST);
    }

    /** The lowest free VNI of a site; refused as NO_FREE_NUMBER when there is none. */
    public TakeVni next(SiteId site, String holder) {
        VniId vni = new VniId(sequences.next("vni"));
        long number = numbers.take(NumberRoom.vnis(site), null, vni.text());
        return new TakeVni(vni, site, number, holder, null);
    }
}
