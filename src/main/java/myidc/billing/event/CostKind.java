package myidc.billing.event;

/** What a cost rate is the price of; all but the first two are for a month. */
public enum CostKind {
    /** A device when it is bought, by its type, and over how many months it is written off. */
    DEVICE,
    /** A kilowatt-hour as the machine draws it, what cooling it takes included. */
    KILOWATT_HOUR,
    /** A rack unit. */
    RACK_UNIT,
    /** A Mbit/s of bandwidth. */
    MEGABIT,
    /** A TB (10^12 bytes) of a pool's capacity. */
    TERABYTE,
    /** A vCPU at a cloud, by its list. */
    CLOUD_VCPU,
    /** A GB (10^9 bytes) of memory at a cloud. */
    CLOUD_GIGABYTE,
    /** A TB of block storage at a cloud. */
    CLOUD_TERABYTE,
    /** A Mbit/s at a cloud. */
    CLOUD_MEGABIT;

    public boolean ofCloud() {
        return name().startsWith("CLOUD_");
    }
}
