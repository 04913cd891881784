package myidc.storage.event;

/** What keeps a pool's data, which decides what its figures mean. */
public enum PoolKind {
    VDO,
    LVM_THIN,
    ZFS,
    SDFS,
    CEPH,
    FILES
}
