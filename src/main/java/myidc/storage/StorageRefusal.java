package myidc.storage;

import myidc.shared.Refusal;

/** Every way the storage says no. */
public enum StorageRefusal implements Refusal {
    POOL_NOT_FOUND(Kind.NOT_FOUND),
    POOL_NAME_TAKEN(Kind.CONFLICT),
    SITE_UNKNOWN(Kind.INVALID),
    /** A pool is offered to hosts that are not of its site, or to too many. */
    OFFER_INVALID(Kind.INVALID),
    /** A report is not later than the last one. */
    REPORT_OUT_OF_ORDER(Kind.CONFLICT),
    REPORT_INVALID(Kind.INVALID),
    REPORT_NOT_FOUND(Kind.NOT_FOUND),
    /** What a tool printed is not believed; the detail names the line. */
    OUTPUT_UNREADABLE(Kind.INVALID),
    COLLECTION_INVALID(Kind.INVALID),
    AGENT_NOT_FOUND(Kind.NOT_FOUND),
    AGENTS_EXHAUSTED(Kind.EXHAUSTED),
    THRESHOLDS_INVALID(Kind.INVALID),
    DISKS_INVALID(Kind.INVALID),
    /** A sketch file that is damaged, foreign, too large, or made with another secret or cutting. */
    SKETCH_REFUSED(Kind.INVALID),
    /** A question about a pool of which nothing was measured. */
    NOTHING_MEASURED(Kind.CONFLICT),
    /** A question about a past of which the fingerprints are kept no more. */
    MEASUREMENT_GONE(Kind.CONFLICT),
    /** A comparison of ways of cutting that is none, or of a scan that did not end. */
    COMPARISON_INVALID(Kind.INVALID),
    /** A group of volumes with an unknown one in it, or none. */
    GROUP_INVALID(Kind.INVALID),
    VOLUME_NOT_FOUND(Kind.NOT_FOUND),
    VOLUME_LABEL_TAKEN(Kind.CONFLICT),
    VOLUME_BUSY(Kind.CONFLICT),
    VOLUME_STATE(Kind.CONFLICT),
    /** A guest has as many volumes as it may have, or is at another site. */
    VOLUME_UNFIT(Kind.CONFLICT),
    TOO_MANY_VOLUMES(Kind.CONFLICT),
    /** The site has no pool that volumes could lie in. */
    NO_POOL(Kind.CONFLICT);

    private final Kind kind;

    StorageRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "storage";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
