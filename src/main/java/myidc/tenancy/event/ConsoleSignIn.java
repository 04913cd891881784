package myidc.tenancy.event;

/** How a person signs in to the gateway that opens consoles over SSH. */
public enum ConsoleSignIn {
    /** By one of the keys for it, or by the password and, where there is one, the second factor. */
    PASSWORD_KEYS,

    /** By one of the keys for it alone. */
    KEYS_ONLY,

    /** Not at all. */
    DISABLED
}
