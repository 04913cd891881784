package myidc.storage.sketch;

/**
 * What was counted of some data.
 *
 * @param chunks all that are not zero, each as often as it is there
 * @param references the different ones among them, or a sample of those
 */
public record Counted(Bytes bytes, long chunks, References references) {
    public static final Counted NOTHING = new Counted(new Bytes(0, 0, 0), 0, References.none());

    /**
     * Bytes by what they are.
     *
     * @param logical written and not zero
     * @param zero in chunks of zeros
     * @param holes never written, as the file system says
     */
    public record Bytes(long logical, long zero, long holes) {
        Bytes and(Bytes other) {
            return new Bytes(
                    Math.addExact(logical, other.logical),
                    Math.addExact(zero, other.zero),
                    Math.addExact(holes, other.holes));
        }
    }

    public Counted and(Counted other) {
        return new Counted(
                bytes.and(other.bytes), Math.addExact(chunks, other.chunks), references.and(other.references));
    }

    public Counted withHoles(long holes) {
        return new Counted(bytes.and(new Bytes(0, 0, holes)), chunks, references);
    }

    Counted thinned(int zeroBits) {
        return new Counted(bytes, chunks, references.thinned(zeroBits));
    }
}
