package myidc.shared;

/** What a person or program is to the portal. */
public enum Role {
    OPERATOR,
    FINANCE,
    AUDITOR,
    TENANT,
    PROGRAM
}
