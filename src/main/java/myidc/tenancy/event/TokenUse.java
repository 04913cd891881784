package myidc.tenancy.event;

/** What a token is for. */
public enum TokenUse {
    /** A person made it for themselves, or an operator for them. */
    PERSONAL,
    /** An OAuth client got it with the person's consent. */
    OAUTH,
    /** The portal's configuration names it. */
    CONFIGURED
}
