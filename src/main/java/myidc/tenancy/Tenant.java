package myidc.tenancy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.platform.db.Claims;
import myidc.platform.privacy.PersonKeys;
import myidc.platform.privacy.Sealing;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import myidc.tenancy.TenantCommand.AcceptAgreements;
import myidc.tenancy.TenantCommand.ChangeContact;
import myidc.tenancy.TenantCommand.ChooseAccountSettings;
import myidc.tenancy.TenantCommand.CloseTenant;
import myidc.tenancy.TenantCommand.CloseTenantByStaff;
import myidc.tenancy.TenantCommand.EraseContact;
import myidc.tenancy.TenantCommand.OpenTenant;
import myidc.tenancy.TenantCommand.ReinstateTenant;
import myidc.tenancy.TenantCommand.ReopenTenant;
import myidc.tenancy.TenantCommand.SetQuota;
import myidc.tenancy.TenantCommand.SuspendTenant;
import myidc.tenancy.event.AccountSettings;
import myidc.tenancy.event.Contact;
import myidc.tenancy.event.Quota;
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
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A tenant: who is billed, and whether it may create. */
final class Tenant {
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> INTERFACES = Set.of(
            "legacy_config_only", "legacy_config_default_but_linode_allowed",
            "linode_default_but_legacy_config_allowed", "linode_only");
    private static final Set<String> POLICIES = Set.of("linode/migrate", "linode/power_off_on");
    private static final Set<String> AGREEMENTS = Set.of("eu_model", "master_service_agreement", "privacy_policy");

    private static final long INSTANCES_MAX = 1_000_000;
    private static final long VCPUS_MAX = 10_000_000;
    private static final long MEMORY_MB_MAX = 1L << 40;

    @AggregateIdentifier
    private @Nullable TenantId id;

    private boolean suspended;
    private boolean closed;
    /** A destroyed key is never made again, so a contact entered after an erasure has the next one. */
    private int contactKey;

    private Quota quota = Quota.UNLIMITED;
    private AccountSettings settings = AccountSettings.UNCHOSEN;
    private List<String> agreements = List.of();

    Tenant() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OpenTenant command, Claims claims, Sealing sealing) {
        String name = Check.text("name", command.name(), 100);
        if (!CURRENCIES.contains(command.currency())) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "currency", "currency must be an ISO 4217 code of three capitals");
        }
        claims.take(
                new Claims.Claim("tenancy.tenant", name.toLowerCase(Locale.ROOT), "name"),
                command.tenantId().text(),
                TenancyRefusal.TENANT_NAME_TAKEN);
        Contact contact = Contacts.checked(command.contact());
        apply(new TenantOpened(command.tenantId(), name, command.currency(), command.timeZone()));
        apply(new ContactChanged(command.tenantId(), sealing.seal(contactKey(command.tenantId()), contact)));
    }

    @CommandHandler
    void decide(ChangeContact command, Sealing sealing) {
        Contact contact = Contacts.checked(command.contact());
        apply(new ContactChanged(command.tenantId(), sealing.seal(contactKey(command.tenantId()), contact)));
    }

    @CommandHandler
    void decide(EraseContact command, PersonKeys keys) {
        String destroyed = contactKey(command.tenantId());
        apply(new ContactErased(command.tenantId()));
        keys.destroy(destroyed);
    }

    @CommandHandler
    void decide(ChooseAccountSettings command) {
        AccountSettings chosen = command.settings();
        oneOf("interfaces_for_new_linodes", chosen.interfacesForNewLinodes(), INTERFACES);
        oneOf("maintenance_policy", chosen.maintenancePolicy(), POLICIES);
        if (!chosen.equals(settings)) {
            apply(new AccountSettingsChosen(command.tenantId(), chosen));
        }
    }

    @CommandHandler
    void decide(AcceptAgreements command) {
        command.agreements().forEach(each -> oneOf("agreements", each, AGREEMENTS));
        List<String> more = command.agreements().stream()
                .filter(each -> !agreements.contains(each))
                .distinct()
                .sorted()
                .toList();
        if (!more.isEmpty()) {
            apply(new AgreementsAccepted(command.tenantId(), more));
        }
    }

    @CommandHandler
    void decide(SetQuota command) {
        Quota wanted = command.quota();
        limit("instances", wanted.instances() == null ? null : Long.valueOf(wanted.instances()), INSTANCES_MAX);
        limit("vcpus", wanted.vcpus() == null ? null : Long.valueOf(wanted.vcpus()), VCPUS_MAX);
        limit("memoryMb", wanted.memoryMb(), MEMORY_MB_MAX);
        if (!wanted.equals(quota)) {
            apply(new QuotaSet(command.tenantId(), wanted));
        }
    }

    @CommandHandler
    void decide(SuspendTenant command) {
        if (suspended) {
            throw Refused.because(TenancyRefusal.TENANT_ALREADY_SUSPENDED, "The tenant is suspended already");
        }
        apply(new TenantSuspended(command.tenantId(), Check.text("reason", command.reason(), 500)));
    }

    @CommandHandler
    void decide(ReinstateTenant command) {
        if (!suspended) {
            throw Refused.because(TenancyRefusal.TENANT_NOT_SUSPENDED, "The tenant is not suspended");
        }
        apply(new TenantReinstated(command.tenantId()));
    }

    @CommandHandler
    void decide(CloseTenant command, PersonKeys keys) {
        open();
        apply(new TenantClosed(command.tenantId(), keys.seal(contactKey(command.tenantId()), command.comments())));
    }

    @CommandHandler
    void decide(CloseTenantByStaff command) {
        open();
        apply(new TenantClosedByStaff(command.tenantId(), Check.text("reason", command.reason(), 500)));
    }

    @CommandHandler
    void decide(ReopenTenant command) {
        if (!closed) {
            throw Refused.because(TenancyRefusal.TENANT_NOT_CLOSED, "The account is not closed");
        }
        apply(new TenantReopened(command.tenantId()));
    }

    @EventSourcingHandler
    void evolve(TenantOpened fact) {
        id = fact.tenantId();
    }

    @EventSourcingHandler
    void evolve(ContactErased fact) {
        contactKey++;
    }

    @EventSourcingHandler
    void evolve(AccountSettingsChosen fact) {
        settings = fact.settings();
    }

    @EventSourcingHandler
    void evolve(AgreementsAccepted fact) {
        agreements =
                Stream.concat(agreements.stream(), fact.agreements().stream()).toList();
    }

    @EventSourcingHandler
    void evolve(QuotaSet fact) {
        quota = fact.quota();
    }

    @EventSourcingHandler
    void evolve(TenantSuspended fact) {
        suspended = true;
    }

    @EventSourcingHandler
    void evolve(TenantReinstated fact) {
        suspended = false;
    }

    @EventSourcingHandler
    void evolve(TenantClosed fact) {
        closed = true;
    }

    @EventSourcingHandler
    void evolve(TenantClosedByStaff fact) {
        closed = true;
    }

    @EventSourcingHandler
    void evolve(TenantReopened fact) {
        closed = false;
    }

    private void open() {
        if (closed) {
            throw Refused.because(TenancyRefusal.TENANT_CLOSED, "The account is closed already");
        }
    }

    private String contactKey(TenantId tenant) {
        return tenant.text() + "/contact-" + contactKey;
    }

    private static void limit(String field, @Nullable Long value, long most) {
        if (value != null) {
            Check.range(field, value, 0, most);
        }
    }

    private static void oneOf(String field, String value, Set<String> known) {
        if (!known.contains(value)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be one of " + known);
        }
    }
}
