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

    static Estimate ratio(long logical, Estimate standalone) {
        if (logical == 0 || standalone.value() == 0) {
            return Estimate.exactly(1);
        }
        double ratio = logical / standalone.value();
        return Estimate.around(ratio, ratio * standalone.deviation() / standalone.value());
    }
}
