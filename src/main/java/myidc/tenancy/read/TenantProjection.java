package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import myidc.platform.axon.Projection;
import myidc.platform.privacy.Sealing;
import myidc.shared.id.TenantId;
import myidc.tenancy.event.AccountSettings;
import myidc.tenancy.event.Contact;
import myidc.tenancy.event.TenantEvent.AccountSettingsChosen;
import myidc.tenancy.event.TenantEvent.AgreementsAccepted;
import myidc.tenancy.event.TenantEvent.ContactChanged;
import myidc.tenancy.event.TenantEvent.ContactErased;
import myidc.tenancy.event.TenantEvent.QuotaSet;
import myidc.tenancy.event.TenantEvent.TenantClosed;
import myidc.tenancy.event.TenantEvent.TenantClosedByStaff;
import myidc.tenancy.event.TenantEvent.TenantOpened;
import myidc.tenancy.event.TenantEvent.TenantReinstated;
import myidc.tenancy.event.TenantEvent.TenantReopened;
import myidc.tenancy.event.TenantEvent.TenantSuspended;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link TenantView}. */
@Singleton
@ProcessingGroup("tenancy.read")
public final class TenantProjection implements Projection {
    private final Sealing sealing;

    TenantProjection(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public String name() {
        return "tenancy.tenants";
    }

    @Override
    public List<String> tables() {
        return List.of("tenant_view");
    }

    @EventHandler
    void on(TenantOpened fact, @Timestamp Instant at, @SequenceNumber Long version) {
        TenantView tenant = new TenantView();
        tenant.id = fact.tenantId().value();
        tenant.version = version;
        tenant.name = fact.name();
        tenant.currency = fact.currency();
        tenant.timeZone = fact.timeZone().getId();
        tenant.openedAt = at;
        settle(tenant, AccountSettings.UNCHOSEN);
        tenant.persist();
    }

    @EventHandler
    void on(ContactChanged fact, @SequenceNumber Long version) {
        Optional<Contact> contact = sealing.open(fact.contact(), Contact.class);
        contact(changed(fact.tenantId(), version), contact.orElse(Contact.NONE));
    }

    @EventHandler
    void on(ContactErased fact, @SequenceNumber Long version) {
        TenantView tenant = changed(fact.tenantId(), version);
        contact(tenant, Contact.NONE);
        tenant.closedComments = tenant.closedComments == null ? null : "";
    }

    @EventHandler
    void on(AccountSettingsChosen fact, @SequenceNumber Long version) {
        settle(changed(fact.tenantId(), version), fact.settings());
    }

    @EventHandler
    void on(AgreementsAccepted fact, @SequenceNumber Long version) {
        TenantView tenant = changed(fact.tenantId(), version);
        tenant.agreements = Stream.concat(Arrays.stream(tenant.agreements), fact.agreements().stream())
                .toArray(String[]::new);
    }

    @EventHandler
    void on(QuotaSet fact, @SequenceNumber Long version) {
        TenantView tenant = changed(fact.tenantId(), version);
        tenant.quotaInstances = fact.quota().instances();
        tenant.quotaVcpus = fact.quota().vcpus();
        tenant.quotaMemoryMb = fact.quota().memoryMb();
    }

    @EventHandler
    void on(TenantSuspended fact, @SequenceNumber Long version) {
        TenantView tenant = changed(fact.tenantId(), version);
        tenant.suspended = true;
        tenant.suspendedReason = fact.reason();
    }

    @EventHandler
    void on(TenantReinstated fact, @SequenceNumber Long version) {
        TenantView tenant = changed(fact.tenantId(), version);
        tenant.suspended = false;
        tenant.suspendedReason = null;
    }

    @EventHandler
    void on(TenantClosed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        TenantView tenant = changed(fact.tenantId(), version);
        tenant.closedAt = at;
        tenant.closedComments = sealing.text(fact.comments());
    }

    @EventHandler
    void on(TenantClosedByStaff fact, @Timestamp Instant at, @SequenceNumber Long version) {
        TenantView tenant = changed(fact.tenantId(), version);
        tenant.closedAt = at;
        tenant.closedReason = fact.reason();
    }

    @EventHandler
    void on(TenantReopened fact, @SequenceNumber Long version) {
        TenantView tenant = changed(fact.tenantId(), version);
        tenant.closedAt = null;
        tenant.closedComments = null;
        tenant.closedReason = null;
    }

    private static TenantView changed(TenantId id, long version) {
        TenantView tenant = TenantView.<TenantView>findByIdOptional(id.value()).orElseThrow();
        tenant.version = version;
        return tenant;
    }

    private static void settle(TenantView tenant, AccountSettings settings) {
        tenant.networkHelper = settings.networkHelper();
        tenant.backupsEnabled = settings.backupsEnabled();
        tenant.interfacesForNewLinodes = settings.interfacesForNewLinodes();
        tenant.maintenancePolicy = settings.maintenancePolicy();
    }

    private static void contact(TenantView tenant, Contact contact) {
        tenant.company = contact.company();
        tenant.email = contact.email();
        tenant.firstName = contact.firstName();
        tenant.lastName = contact.lastName();
        tenant.address1 = contact.address1();
        tenant.address2 = contact.address2();
        tenant.city = contact.city();
        tenant.state = contact.state();
        tenant.zip = contact.zip();
        tenant.country = contact.country();
        tenant.phone = contact.phone();
        tenant.taxId = contact.taxId();
    }
}
