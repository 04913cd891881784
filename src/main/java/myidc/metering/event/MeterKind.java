package myidc.metering.event;

/** What a meter point measures; all figures are whole numbers of small units. */
public enum MeterKind {
    /** Octets in and out since the counter began; wraps or is reset. */
    INTERFACE_OCTETS,
    /** Energy since the meter began, in Wh. */
    ENERGY_WH,
    /** Current drawn, in mA. */
    CURRENT_MA,
    /** Bytes held now: logical and physical, or what is attributed to one tenant. */
    STORED_BYTES,
    /** So much more since the sample before, in millionths of the unit. */
    QUANTITY_MICRO
}
