package myidc.tenancy;

import java.time.ZoneId;
import java.util.List;
import myidc.shared.id.TenantId;
import myidc.tenancy.event.AccountSettings;
import myidc.tenancy.event.Contact;
import myidc.tenancy.event.Quota;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a tenant. */
public sealed interface TenantCommand {
    record OpenTenant(
            @TargetAggregateIdentifier TenantId tenantId,
            String name,
            String currency,
            ZoneId timeZone,
            Contact contact)
            implements TenantCommand {}

    record ChangeContact(@TargetAggregateIdentifier TenantId tenantId, Contact contact) implements TenantCommand {}

    record EraseContact(@TargetAggregateIdentifier TenantId tenantId) implements TenantCommand {}

    record ChooseAccountSettings(@TargetAggregateIdentifier TenantId tenantId, AccountSettings settings)
            implements TenantCommand {}

    /** By their names of Linode's API: eu_model, master_service_agreement, privacy_policy. */
    record AcceptAgreements(@TargetAggregateIdentifier TenantId tenantId, List<String> agreements)
            implements TenantCommand {}

    record SetQuota(@TargetAggregateIdentifier TenantId tenantId, Quota quota) implements TenantCommand {}

    record SuspendTenant(@TargetAggregateIdentifier TenantId tenantId, String reason) implements TenantCommand {}

    record ReinstateTenant(@TargetAggregateIdentifier TenantId tenantId) implements TenantCommand {}

    /** Closes the account; whoever asks has seen that nothing is left in it. */
    record CloseTenant(@TargetAggregateIdentifier TenantId tenantId, String comments) implements TenantCommand {}

    /** Closes the account in its tenant's place; whoever asks has seen that nothing is left in it. */
    record CloseTenantByStaff(@TargetAggregateIdentifier TenantId tenantId, String reason) implements TenantCommand {}

    record ReopenTenant(@TargetAggregateIdentifier TenantId tenantId) implements TenantCommand {}
}
