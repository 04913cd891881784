package myidc.network;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.network.AddressRoom.Block;
import myidc.network.AssignmentCommand.AssignAddress;
import myidc.network.read.Prefixes;
import myidc.network.read.RangeRow;
import myidc.platform.db.Sequences;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PrefixId;
import myidc.shared.id.RangeId;
import myidc.shared.id.SiteId;

/**
 * Chooses addresses. Each choice is held at once, in the transaction under way, and is told as the command to send in
 * the same transaction; without it the choice would never be in the book.
 */
@Singleton
public final class AddressPicker {
    private final AddressRoom room;
    private final RangeRoom ranges;
    private final Prefixes prefixes;
    private final Sequences sequences;

    AddressPicker(AddressRoom room, RangeRoom ranges, Prefixes prefixes, Sequences sequences) {
        this.room = room;
        this.ranges = ranges;
        this.prefixes = prefixes;
        this.sequences = sequences;
    }

    /** The lowest free address of a prefix; refused as NO_FREE_ADDRESS when there is none. */
    public AssignAddress next(PrefixId prefix, Holder holder) {
        Block block = room.block(prefix);
        AssignmentId assignment = new AssignmentId(sequences.next("assignment"));
        return command(assignment, prefix, new Choice(room.takeNext(prefix, assignment, holder.name()), block), holder);
    }

    /** A free address of any prefix at a site; refused as NO_FREE_ADDRESS when all are full or there is none. */
    public AssignAddress nextAt(SiteId site, int family, Holder holder) {
        List<PrefixId> free = prefixes.withFree(site, family);
        for (PrefixId prefix : free) {
            try {
                return next(prefix, holder);
            } catch (Refused full) {
                if (full.refusal() != NetworkRefusal.NO_FREE_ADDRESS
                        && full.refusal() != NetworkRefusal.PREFIX_UNKNOWN) {
                    throw full;
                }
            }
        }
        throw Refused.because(
                NetworkRefusal.NO_FREE_ADDRESS, "There is no free IPv" + family + " address at " + site.text());
    }

    /** This very address of a prefix; refused when it is outside, reserved or taken. */
    public AssignAddress named(PrefixId prefix, String address, Holder holder) {
        Block block = room.block(prefix);
        Ip wanted = Ip.of("address", address);
        if (!block.cidr().holds(wanted)) {
            throw Refused.field(
                    NetworkRefusal.ADDRESS_INVALID,
                    "address",
                    "address must be inside " + block.cidr().text());
        }
        boolean usable = wanted.compareTo(block.first()) >= 0 && wanted.compareTo(block.last()) <= 0;
        if (!usable || wanted.equals(block.gateway())) {
            throw Refused.field(
                    NetworkRefusal.ADDRESS_RESERVED,
                    "address",
                    "address " + wanted.text() + " is the network's own, its broadcast address or its gateway");
        }
        AssignmentId assignment = new AssignmentId(sequences.next("assignment"));
        room.take(wanted, prefix, assignment, holder.name());
        return command(assignment, prefix, new Choice(wanted, block), holder);
    }

    /** The lowest free address of a range; refused as NO_FREE_ADDRESS when there is none or the range gives none out. */
    public AssignAddress nextIn(RangeRow range, Holder holder) {
        PrefixId prefix = new PrefixId(range.prefixId());
        Block block = room.block(prefix);
        Ip free = (range.purpose().equals(RangePurpose.POOL.name())
                        ? ranges.nextFree(new RangeId(range.id()))
                        : Optional.<Ip>empty())
                .orElseThrow(() -> Refused.because(
                        NetworkRefusal.NO_FREE_ADDRESS, "range-" + range.id() + " has no address to give out"));
        AssignmentId assignment = new AssignmentId(sequences.next("assignment"));
        room.take(free, prefix, assignment, holder.name());
        return command(assignment, prefix, new Choice(free, block), holder);
    }

    private static AssignAddress command(AssignmentId assignment, PrefixId prefix, Choice choice, Holder holder) {
        Ip gateway = choice.block().gateway();
        return new AssignAddress(
                assignment,
                prefix,
                choice.address().text(),
                choice.block().cidr().length(),
                gateway == null ? null : gateway.text(),
                holder);
    }

    private record Choice(Ip address, Block block) {}
}
