package myidc.network;

import jakarta.inject.Singleton;
import myidc.network.VniCommand.TakeVni;
import myidc.platform.db.Sequences;
import myidc.shared.id.SiteId;
import myidc.shared.id.VniId;

/**
 * Chooses VNIs. Each choice is held at once, in the transaction under way, and is told as the command to send in the
 * same one.
 */
@Singleton
public final class VniPicker {
    private final NumberRoom numbers;
    private final Sequences sequences;

    VniPicker(NumberRoom numbers, Sequences sequences) {
        this.numbers = numbers;
        this.sequences = sequences;
    }

    /** The lowest free VNI of a site; refused as NO_FREE_NUMBER when there is none. */
    public TakeVni next(SiteId site, String holder) {
        VniId vni = new VniId(sequences.next("vni"));
        long number = numbers.take(NumberRoom.vnis(site), null, vni.text());
        return new TakeVni(vni, site, number, holder, null);
    }
}
