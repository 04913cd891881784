package myidc.storage.event;

/** Programs whose output is understood, each with the one set of options that is read. */
public enum Tool {
    VDOSTATS,
    DMSETUP_STATUS,
    LVS,
    THIN_LS,
    ZPOOL_LIST,
    ZFS_LIST,
    ZDB_DD,
    SDFSCLI_VOLUME_INFO,
    CEPH_DF,
    CEPH_OSD_DF,
    RBD_DU,
    DF,
    FIND,
    QEMU_IMG_INFO,
    QEMU_IMG_MAP,
    FILEFRAG,
    VIRSH_DOMSTATS
}
