package myidc.tenancy.event;

/**
 * How new things of a tenant are made when a request does not say.
 *
 * @param interfacesForNewLinodes one of Linode's four names, such as {@code legacy_config_only}
 * @param maintenancePolicy {@code linode/migrate} or {@code linode/power_off_on}
 */
public record AccountSettings(
        boolean networkHelper, boolean backupsEnabled, String interfacesForNewLinodes, String maintenancePolicy) {
    /** What holds until a tenant chooses. */
    public static final AccountSettings UNCHOSEN =
            new AccountSettings(true, false, "legacy_config_only", "linode/migrate");
}
