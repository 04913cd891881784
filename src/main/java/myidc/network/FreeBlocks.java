package myidc.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What is left of a block when others are taken out of it. */
public final class FreeBlocks {
    private final int most;
    private final int family;
    private final List<String> free = new ArrayList<>();
    private BigInteger next;

    private FreeBlocks(Cidr whole, int most) {
        this.most = most;
        family = whole.family();
        next = whole.network().value();
    }

    /**
     * The largest aligned blocks of the whole that none of the taken ones covers, in order.
     *
     * @param taken blocks inside the whole in order; those inside others count once
     * @param most how many are told
     */
    public static List<String> of(Cidr whole, List<Cidr> taken, int most) {
        FreeBlocks blocks = new FreeBlocks(whole, most);
        for (Cidr each : taken) {
            blocks.fill(each.network().value());
            blocks.next = blocks.next.max(end(each));
        }
        blocks.fill(end(whole));
        return blocks.free;
    }

    private void fill(BigInteger until) {
        int bits = Ip.bits(family);
        while (next.compareTo(until) < 0 && free.size() < most) {
            int aligned = next.signum() == 0 ? bits : next.getLowestSetBit();
            int fits = until.subtract(next).bitLength() - 1;
            int size = Math.min(Math.min(aligned, fits), bits);
            free.add(new Cidr(new Ip(family, next), bits - size).text());
            next = next.add(BigInteger.ONE.shiftLeft(size));
        }
    }

    private static BigInteger end(Cidr block) {
        return block.network().value().add(BigInteger.ONE.shiftLeft(Ip.bits(block.family()) - block.length()));
    }
}
