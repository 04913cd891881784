package myidc.compute;

import myidc.shared.Refusal;

/** Every way compute says no. */
public enum ComputeRefusal implements Refusal {
    DEVICE_NOT_IN_SERVICE(Kind.CONFLICT),
    DEVICE_IS_HOST(Kind.CONFLICT),
    HOST_NOT_FOUND(Kind.NOT_FOUND),
    /** A body names a host that there is not. */
    HOST_UNKNOWN(Kind.INVALID),
    HOST_NOT_MEASURED(Kind.NOT_FOUND),
    HOST_FULL(Kind.EXHAUSTED),
    HOST_CLOSED(Kind.CONFLICT),
    /** An operator keeps the host for other tenants. */
    HOST_PINNED(Kind.CONFLICT),
    /** The host is not said to keep disks on encrypted storage. */
    HOST_UNENCRYPTED(Kind.CONFLICT),
    /** Guests on the host were promised that their disks are encrypted. */
    ENCRYPTION_PROMISED(Kind.CONFLICT),
    /** Disks that were promised to be encrypted would be copied onto disks that were not. */
    ENCRYPTION_WOULD_END(Kind.CONFLICT),
    /** No host of the region keeps disks on encrypted storage. */
    ENCRYPTION_NOT_OFFERED(Kind.INVALID),
    /** A copy cannot be linked there or now: it grows from what its source grows from, on the same host. */
    COPY_NOT_LINKABLE(Kind.CONFLICT),
    GPU_NOT_FOUND(Kind.NOT_FOUND),
    /** A host has one GPU at an address. */
    GPU_TAKEN(Kind.CONFLICT),
    /** A guest has it, or a slice of it. */
    GPU_HELD(Kind.CONFLICT),
    /** The host has not as many GPUs left as are wanted. */
    GPUS_TAKEN(Kind.EXHAUSTED),
    /** GPUs stay with their host: a guest that has any is switched off to go to another. */
    GPUS_BIND(Kind.CONFLICT),
    HOST_LOST(Kind.CONFLICT),
    HOST_STATE(Kind.CONFLICT),
    HOST_NOT_CONNECTED(Kind.NOT_FOUND),
    /** One libvirt answers for one host. */
    HOST_URI_TAKEN(Kind.CONFLICT),
    /** An invitation is for one machine alone. */
    JOIN_TOKEN_USED(Kind.CONFLICT),
    JOIN_NOT_BEGUN(Kind.CONFLICT),
    /** A machine that ran the command, and the portal cannot speak to. */
    JOIN_NO_ANSWER(Kind.CONFLICT),
    /** A host takes no guests while its device is to be freed of its work. */
    DEVICE_DRAINS(Kind.CONFLICT),
    /** A tenant would take more than an operator lets it. */
    QUOTA_EXCEEDED(Kind.CONFLICT),
    NOTHING_FITS(Kind.EXHAUSTED),
    INSTANCE_NOT_FOUND(Kind.NOT_FOUND),
    INSTANCE_BUSY(Kind.CONFLICT),
    INSTANCE_STATE(Kind.CONFLICT),
    /** It is to be deleted or emptied, and a lock keeps it from that. */
    INSTANCE_LOCKED(Kind.CONFLICT),
    LOCK_NOT_FOUND(Kind.NOT_FOUND),
    /** At most so many actions wait for a guest. */
    QUEUE_FULL(Kind.CONFLICT),
    /** It has begun, or was cancelled, or never waited. */
    ACTION_NOT_WAITING(Kind.NOT_FOUND),
    LABEL_TAKEN(Kind.CONFLICT),
    PLAN_UNKNOWN(Kind.INVALID),
    PLAN_TAKEN(Kind.CONFLICT),
    IMAGE_UNKNOWN(Kind.INVALID),
    IMAGE_TAKEN(Kind.CONFLICT),
    REGION_UNKNOWN(Kind.INVALID),
    STATS_UNAVAILABLE(Kind.CONFLICT),
    INTERFACE_INVALID(Kind.INVALID),
    INTERFACE_IN_USE(Kind.CONFLICT),
    /** A guest has one public address at least and one private at most. */
    ADDRESS_NEEDED(Kind.CONFLICT),
    GROUP_NOT_FOUND(Kind.NOT_FOUND),
    GROUP_LABEL_TAKEN(Kind.CONFLICT),
    GROUP_FULL(Kind.CONFLICT),
    GROUP_HOST_TAKEN(Kind.CONFLICT),
    GROUP_MEMBER_ELSEWHERE(Kind.CONFLICT),
    GROUP_NOT_EMPTY(Kind.CONFLICT),
    GROUP_ELSEWHERE(Kind.CONFLICT),
    TAG_NOT_FOUND(Kind.NOT_FOUND),
    TAG_TAKEN(Kind.CONFLICT),
    BALANCE_RULE_NOT_FOUND(Kind.NOT_FOUND),
    BALANCE_RULE_BEGUN(Kind.CONFLICT),
    OVERCOMMIT_PLAN_NOT_FOUND(Kind.NOT_FOUND),
    OVERCOMMIT_PLAN_BEGUN(Kind.CONFLICT),
    PLACEMENT_RULE_NOT_FOUND(Kind.NOT_FOUND),
    PLACEMENT_RULE_BEGUN(Kind.CONFLICT),
    APPROVAL_RULE_NOT_FOUND(Kind.NOT_FOUND),
    APPROVAL_RULE_BEGUN(Kind.CONFLICT),
    APPROVAL_NOT_FOUND(Kind.NOT_FOUND),
    /** Something of the guest waits for an operator. */
    APPROVAL_AWAITED(Kind.CONFLICT),
    APPROVAL_DECIDED(Kind.CONFLICT),
    /** The host that an operator chose cannot have the guest. */
    HOST_UNFIT(Kind.CONFLICT),
    WAVE_NOT_FOUND(Kind.NOT_FOUND),
    WAVE_STATE(Kind.CONFLICT),
    /** A wave has one guest at least, and not more than can be looked through. */
    WAVE_SIZE(Kind.CONFLICT),
    /** Its host has it as the book does. */
    NO_DRIFT(Kind.CONFLICT),
    /** The book follows no hole in a filter: it is set again. */
    FILTER_DRIFT(Kind.CONFLICT),
    STACKSCRIPT_NOT_FOUND(Kind.NOT_FOUND),
    /** Its author changed it after it was read. */
    STACKSCRIPT_REVISED(Kind.CONFLICT),
    STACKSCRIPTS_MOST(Kind.CONFLICT),
    STACKSCRIPT_PUBLIC(Kind.CONFLICT),
    STACKSCRIPT_NOT_PUBLIC(Kind.CONFLICT),
    /** Staff took it out of the community, for good. */
    STACKSCRIPT_TAKEN_DOWN(Kind.INVALID),
    DISK_NOT_FOUND(Kind.NOT_FOUND),
    /** A guest's disks take at most what its plan gives. */
    DISK_SPACE(Kind.CONFLICT),
    DISKS_MOST(Kind.CONFLICT),
    /** A guest keeps one disk at least. */
    DISK_NEEDED(Kind.CONFLICT),
    CONFIG_NOT_FOUND(Kind.NOT_FOUND),
    CONFIGS_MOST(Kind.CONFLICT),
    /** A guest keeps one configuration at least. */
    CONFIG_NEEDED(Kind.CONFLICT),
    CONFIG_DEVICE(Kind.INVALID),
    BACKUP_NOT_FOUND(Kind.NOT_FOUND),
    /** Backups are on already, or are not on. */
    BACKUPS_STATE(Kind.CONFLICT),
    /** A site without a pool that is offered to the whole of it keeps no backups. */
    BACKUPS_UNAVAILABLE(Kind.CONFLICT),
    /** What a guest has of its region would not go with it to another. */
    REGION_BOUND(Kind.CONFLICT),
    IMAGE_NOT_FOUND(Kind.NOT_FOUND),
    IMAGES_MOST(Kind.CONFLICT),
    /** An image without contents can be neither used nor put elsewhere. */
    IMAGE_NOT_READY(Kind.CONFLICT),
    IMAGE_UPLOAD_INVALID(Kind.INVALID),
    IMAGE_SHARED(Kind.CONFLICT),
    SHARE_GROUP_NOT_FOUND(Kind.NOT_FOUND),
    SHARE_MEMBER(Kind.CONFLICT),
    TRANSFER_NOT_FOUND(Kind.NOT_FOUND),
    /** It is over: accepted, cancelled, failed or stale. */
    TRANSFER_STATE(Kind.CONFLICT),
    /** A machine is in one offer at most. */
    TRANSFER_OFFERED(Kind.CONFLICT),
    /** Something stands in the way of giving a machine to another account. */
    TRANSFER_BLOCKED(Kind.CONFLICT),
    /** An account that may not give or take machines now. */
    TRANSFER_PARTY(Kind.CONFLICT),
    /** Machines go between accounts of one currency. */
    TRANSFER_CURRENCY(Kind.CONFLICT);

    private final Kind kind;

    ComputeRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "compute";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
