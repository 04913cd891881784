package myidc.storage.sketch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** RAM on the Vector API; cuts where {@link PlainRam} does. */
final class VectorRam implements Chunker {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final int STEP = BYTES.length();

    /** Flips bytes so that their signed order is their unsigned one. */
    private static final byte FLIP = (byte) 0x80;

    private final int window;
    private final int most;

    VectorRam(int average) {
        window = average - PlainRam.WAIT;
        most = 4 * average;
    }

    @Override
    public int cut(MemorySegment memory, long from, int available) {
        int end = Math.min(available, most);
        return end <= window ? end : after(memory, from, end, largest(memory, from));
    }

    private byte largest(MemorySegment memory, long from) {
        ByteVector largest = ByteVector.broadcast(BYTES, Byte.MIN_VALUE);
        int at = 0;
        for (; at + STEP <= window; at += STEP) {
            largest = largest.max(read(memory, from + at));
        }
        byte most = largest.reduceLanes(VectorOperators.MAX);
        for (; at < window; at++) {
            most = (byte) Math.max(most, (byte) (memory.get(ValueLayout.JAVA_BYTE, from + at) ^ FLIP));
        }
        return most;
    }

    private int after(MemorySegment memory, long from, int end, byte largest) {
        int at = window;
        for (; at + STEP <= end; at += STEP) {
            VectorMask<Byte> notBelow = read(memory, from + at).compare(VectorOperators.GE, largest);
            if (notBelow.anyTrue()) {
                return at + notBelow.firstTrue() + 1;
            }
        }
        for (; at < end; at++) {
            if ((byte) (memory.get(ValueLayout.JAVA_BYTE, from + at) ^ FLIP) >= largest) {
                return at + 1;
            }
        }
        return end;
    }

    private static ByteVector read(MemorySegment memory, long at) {
        return ByteVector.fromMemorySegment(BYTES, memory, at, ByteOrder.LITTLE_ENDIAN)
                .lanewise(VectorOperators.XOR, FLIP);
    }
}
