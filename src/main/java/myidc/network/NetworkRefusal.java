package myidc.network;

import myidc.shared.Refusal;

/** Every way the network says no. */
public enum NetworkRefusal implements Refusal {
    PREFIX_NOT_FOUND(Kind.NOT_FOUND),
    /** A request names a prefix that does not exist or was given up. */
    PREFIX_UNKNOWN(Kind.INVALID),
    PREFIX_INVALID(Kind.INVALID),
    PREFIX_OVERLAPS(Kind.CONFLICT),
    PREFIX_IN_USE(Kind.CONFLICT),
    GATEWAY_INVALID(Kind.INVALID),
    SITE_UNKNOWN(Kind.INVALID),
    ADDRESS_INVALID(Kind.INVALID),
    /** The address is the network's, its broadcast address or its gateway. */
    ADDRESS_RESERVED(Kind.CONFLICT),
    ADDRESS_TAKEN(Kind.CONFLICT),
    ADDRESS_NOT_FOUND(Kind.NOT_FOUND),
    /** A guest has the address; it goes back with the guest. */
    ADDRESS_IN_USE(Kind.CONFLICT),
    NO_FREE_ADDRESS(Kind.EXHAUSTED);

    private final Kind kind;

    NetworkRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "network";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
