package myidc.storage.sketch;

import org.jspecify.annotations.Nullable;

/**
 * What a group of volumes is, among all volumes that were measured with it. Bytes throughout.
 *
 * @param bytes what was met, exactly
 * @param chunks not of zeros, each as often as it is there, exactly
 * @param uniqueChunks how many of them differ
 * @param standalone what the group would take alone
 * @param reclaimable what deleting the group would free
 * @param attributed its share of what is stored, each chunk's length split by its references
 * @param ratio logical to standalone
 * @param compressed of standalone, null when compression was not measured or none of its chunks was
 */
public record Figures(
        Counted.Bytes bytes,
        long chunks,
        Estimate uniqueChunks,
        Estimate standalone,
        Estimate reclaimable,
        Estimate attributed,
        Estimate ratio,
        @Nullable Estimate compressed) {

    /** The figures of volumes in different pools, between which nothing is shared; compressed only where both are. */
    public Figures and(Figures other) {
        Estimate alone = standalone.and(other.standalone);
        Counted.Bytes all = bytes.and(other.bytes);
        Estimate one = compressed;
        Estimate two = other.compressed;
        return new Figures(
                all,
                Math.addExact(chunks, other.chunks),
                uniqueChunks.and(other.uniqueChunks),
                alone,
                reclaimable.and(other.reclaimable),
                attributed.and(other.attributed),
                ratio(all.logical(), alone),
                one == null || two == null ? null : one.and(two));
    }

    static Estimate ratio(long logical, Estimate standalone) {
        if (logical == 0 || standalone.value() == 0) {
            return Estimate.exactly(1);
        }
        double ratio = logical / standalone.value();
        return Estimate.around(ratio, ratio * standalone.deviation() / standalone.value());
    }
}
