package myidc.network.read;

/** A pool of VNIs as screens show it. */
public record VniPoolRow(long id, long version, long siteId, long first, long last) implements Shelved {}
