package myidc.imports;

/** What a file is. */
public enum ImportFormat {
    /** Racks with the columns of our own export. */
    RACKS,
    /** Devices with the columns of our own export. */
    DEVICES,
    /** Device types with the columns that {@code device-types.csv} has. */
    DEVICE_TYPES,
    /** Documents of the community's devicetype-library, several parted by {@code ---}. */
    DEVICE_TYPES_YAML,
    /** Module types with the columns that {@code psu-modules.csv} has. */
    MODULE_TYPES,
    /** Documents of the community's module-types, several parted by {@code ---}. */
    MODULE_TYPES_YAML,
    NETBOX_RACKS,
    NETBOX_DEVICES,
    NETBOX_PREFIXES,
    NETBOX_ADDRESSES,
    /** {@code ceph orch host ls --detail}, as text or with {@code --format json}. */
    CEPH_HOSTS;

    boolean isCsv() {
        return this != DEVICE_TYPES_YAML && this != MODULE_TYPES_YAML && this != CEPH_HOSTS;
    }
}
