package myidc.metering;

import myidc.shared.Refusal;

/** Every way metering says no. */
public enum MeteringRefusal implements Refusal {
    METER_POINT_NOT_FOUND(Kind.NOT_FOUND),
    METER_POINT_RETIRED(Kind.CONFLICT),
    METER_POINT_TAKEN(Kind.CONFLICT),
    METER_AGENT_NOT_FOUND(Kind.NOT_FOUND),
    TOO_MANY_SAMPLES(Kind.INVALID),
    REMOTE_WRITE_UNREADABLE(Kind.INVALID),
    DOMSTATS_UNREADABLE(Kind.INVALID);

    private final Kind kind;

    MeteringRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "metering";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
