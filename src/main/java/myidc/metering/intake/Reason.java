package myidc.metering.intake;

/** Why a sample is kept aside and counts for nothing. */
public enum Reason {
    /** There is no such meter point. */
    UNKNOWN_METER,
    /** No instant, no figure, or no id. */
    INCOMPLETE,
    /** A figure below zero. */
    NEGATIVE,
    /** Not whole, or more than 64 bits hold. */
    ABSURD,
    /** More than five minutes ahead of our clock. */
    CLOCK_AHEAD,
    /** More than 400 days old. */
    TOO_OLD,
    /** The point was not there yet, or is no longer. */
    OUTSIDE_VALIDITY,
    /** The same source, id, point and instant with other figures. */
    CONTRADICTS
}
