package myidc.tenancy;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import myidc.platform.axon.AxonModule;
import myidc.platform.privacy.PersonKeys;
import myidc.platform.privacy.Sealing;
import myidc.tenancy.event.OauthClientEvent;
import myidc.tenancy.event.PersonEvent;
import myidc.tenancy.event.PortalMaintenanceEvent;
import myidc.tenancy.event.TenantEvent;
import myidc.tenancy.event.TicketEvent;
import myidc.tenancy.event.TokenEvent;
import myidc.tenancy.event.UserGroupEvent;

/** What tenancy plugs into Axon. */
@Singleton
final class TenancyModule implements AxonModule {
    private static final int SNAPSHOT_AFTER = 100;
    private final Passwords passwords;
    private final PersonKeys keys;
    private final Sealing sealing;
    private final SecondFactors factors;

    TenancyModule(Passwords passwords, SecondFactors factors, PersonKeys keys, Sealing sealing) {
        this.passwords = passwords;
        this.factors = factors;
        this.keys = keys;
        this.sealing = sealing;
    }

    @Override
    public String context() {
        return "tenancy";
    }

    @Override
    public Map<Class<?>, Integer> aggregates() {
        return Map.of(
                Tenant.class,
                SNAPSHOT_AFTER,
                Person.class,
                SNAPSHOT_AFTER,
                Token.class,
                SNAPSHOT_AFTER,
                OauthClient.class,
                SNAPSHOT_AFTER,
                Ticket.class,
                SNAPSHOT_AFTER,
                PortalMaintenance.class,
                SNAPSHOT_AFTER,
                UserGroup.class,
                SNAPSHOT_AFTER);
    }

    @Override
    public List<Class<?>> eventFamilies() {
        return List.of(
                TenantEvent.class,
                PersonEvent.class,
                TokenEvent.class,
                OauthClientEvent.class,
                TicketEvent.class,
                PortalMaintenanceEvent.class,
                UserGroupEvent.class);
    }

    @Override
    public Map<Class<?>, Object> components() {
        return Map.of(
                Passwords.class,
                passwords,
                SecondFactors.class,
                factors,
                PersonKeys.class,
                keys,
                Sealing.class,
                sealing);
    }
}
