package myidc.api.tenant.wire;

import jakarta.inject.Singleton;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Check;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.People;
import myidc.tenancy.read.PersonView;
import myidc.tenancy.read.TenantView;
import myidc.tenancy.read.Tenants;

/** The tenant's user who calls, as views show them. */
@Singleton
public final class Whoami {
    private final CurrentCaller callers;
    private final People people;
    private final Tenants tenants;

    Whoami(CurrentCaller callers, People people, Tenants tenants) {
        this.callers = callers;
        this.people = people;
        this.tenants = tenants;
    }

    public TenantId tenantId() {
        return callers.get().ownTenant();
    }

    public PersonId personId() {
        return Check.present("person", callers.get().person());
    }

    public PersonView person() {
        return people.find(personId()).orElseThrow();
    }

    public TenantView tenant() {
        return tenants.find(tenantId()).orElseThrow();
    }
}
