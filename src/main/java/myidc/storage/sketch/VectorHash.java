package myidc.storage.sketch;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The hash on the Vector API: as many lanes at a time as the processor has, up to all eight. */
final class VectorHash extends ChunkHash {
    private static final VectorSpecies<Long> LONGS =
            LongVector.SPECIES_PREFERRED.length() > LANES ? LongVector.SPECIES_512 : LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, LONGS.vectorShape());
    private static final int PART = LONGS.vectorByteSize();
    private static final int PART_LANES = LONGS.length();
    private static final int STRIPE_INTS = STRIPE / Integer.BYTES;
    private static final long LOW = 0xFFFFFFFFL;

    VectorHash(PoolSecret secret) {
        super(secret);
    }

    @Override
    void sum(MemorySegment memory, long offset, int stripes) {
        for (int part = 0; part * PART < STRIPE; part++) {
            LongVector first = LongVector.zero(LONGS);
            LongVector second = LongVector.zero(LONGS);
            int key = part * 2 * PART_LANES;
            long at = offset + (long) part * PART;
            for (int stripe = 0; stripe < stripes; stripe++) {
                IntVector read = IntVector.fromMemorySegment(INTS, memory, at, ByteOrder.LITTLE_ENDIAN);
                LongVector x =
                        read.add(IntVector.fromArray(INTS, stripeKeys, key)).reinterpretAsLongs();
                LongVector y = read.add(IntVector.fromArray(INTS, stripeKeys, key + STRIPE_INTS))
                        .reinterpretAsLongs();
                first = first.add(x.and(LOW).mul(x.lanewise(VectorOperators.LSHR, 32)));
                second = second.add(y.and(LOW).mul(y.lanewise(VectorOperators.LSHR, 32)));
                key += STRIPE_INTS;
                at += STRIPE;
            }
            first.intoArray(sums, part * PART_LANES);
            second.intoArray(sums, LANES + part * PART_LANES);
        }
    }
}
