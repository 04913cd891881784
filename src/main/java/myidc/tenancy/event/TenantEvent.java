package myidc.tenancy.event;

import java.time.ZoneId;
import java.util.List;
import myidc.platform.privacy.Personal;
import myidc.shared.id.TenantId;

/** The life of a tenant. */
public sealed interface TenantEvent {
    TenantId tenantId();

    /**
     * A tenant was opened.
     *
     * @param currency ISO 4217 code the tenant is billed in
     * @param timeZone zone in which the tenant's months begin and end
     */
    record TenantOpened(TenantId tenantId, String name, String currency, ZoneId timeZone) implements TenantEvent {}

    /** The tenant's contact is from now on this one; a sealed {@link Contact}. */
    record ContactChanged(TenantId tenantId, Personal contact) implements TenantEvent {}

    /** The key of the contact was destroyed; what it sealed is gone. */
    record ContactErased(TenantId tenantId) implements TenantEvent {}

    /** The tenant chose how its new things are made. */
    record AccountSettingsChosen(TenantId tenantId, AccountSettings settings) implements TenantEvent {}

    /** The tenant agreed to these, beside what it had agreed to before. */
    record AgreementsAccepted(TenantId tenantId, List<String> agreements) implements TenantEvent {}

    /** The tenant's guests may take this much together from now on; what there is already stays. */
    record QuotaSet(TenantId tenantId, Quota quota) implements TenantEvent {}

    /** The tenant may read, and create nothing, until it is reinstated. */
    record TenantSuspended(TenantId tenantId, String reason) implements TenantEvent {}

    /** The tenant may create again. */
    record TenantReinstated(TenantId tenantId) implements TenantEvent {}

    /** The tenant closed its account: its people are let in no more. What was billed, and what is owed, stays. */
    record TenantClosed(TenantId tenantId, Personal comments) implements TenantEvent {}

    /** Staff closed the account in its tenant's place: its people are let in no more. What was billed, and what is owed, stays. */
    record TenantClosedByStaff(TenantId tenantId, String reason) implements TenantEvent {}

    /** The account is open again as it was left. */
    record TenantReopened(TenantId tenantId) implements TenantEvent {}
}
