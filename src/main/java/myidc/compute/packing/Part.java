package myidc.compute.packing;

/**
 * A part of a host's score.
 *
 * @param weight what its value counts by
 */
public record Part(String name, double value, double weight) {}
