package myidc.api.tenant.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import myidc.api.tenant.account.AccountJson.ContactChange;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.HqlFilter;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.LoginJson;
import myidc.api.tenant.wire.Whoami;
import myidc.api.tenant.wire.WireTime;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.TenantCommand.ChangeContact;
import myidc.tenancy.TenantCommand.ChooseAccountSettings;
import myidc.tenancy.event.AccountSettings;
import myidc.tenancy.read.LoginView;
import myidc.tenancy.read.Logins;
import myidc.tenancy.read.People;
import myidc.tenancy.read.TenantView;
import myidc.tenancy.read.TicketView;
import org.jspecify.annotations.Nullable;

/** The caller's account: its contact, settings, notifications and sign-ins. */
@Path("/{api:v4|v4beta}/account")
public final class AccountResource {
    private final Whoami whoami;
    private final GrantGuard guard;
    private final Commands commands;
    private final Logins logins;
    private final People people;
    private final OwnTickets tickets;
    private final Instance<AccountBalance> balances;

    AccountResource(
            Whoami whoami,
            GrantGuard guard,
            Commands commands,
            Logins logins,
            People people,
            OwnTickets tickets,
            Instance<AccountBalance> balances) {
        this.whoami = whoami;
        this.guard = guard;
        this.commands = commands;
        this.logins = logins;
        this.people = people;
        this.tickets = tickets;
        this.balances = balances;
    }

    @GET
    @TenantScope("account:read_only")
    public AccountJson account() {
        guard.mayReadAccount();
        TenantId tenant = whoami.tenantId();
        List<PromoJson> promotions = balances.stream()
                .flatMap(books -> books.promotions(tenant).stream())
                .toList();
        return AccountJson.of(
                whoami.tenant(), figure(AccountBalance::owed), figure(AccountBalance::accrued), promotions);
    }

    @PUT
    @TenantScope("account:read_write")
    public AccountJson change(ContactChange body) {
        guard.mayChangeAccount();
        ChangeContact command = new ChangeContact(whoami.tenantId(), body.over(whoami.tenant()));
        return commands.perform(() -> commands.send(command), this::account);
    }

    @GET
    @Path("/settings")
    @TenantScope("account:read_only")
    public SettingsJson settings() {
        guard.mayReadAccount();
        return SettingsJson.of(whoami.tenant());
    }

    @PUT
    @Path("/settings")
    @TenantScope("account:read_write")
    public SettingsJson choose(SettingsChange body) {
        guard.mayChangeAccount();
        ChooseAccountSettings command = new ChooseAccountSettings(whoami.tenantId(), body.over(whoami.tenant()));
        return commands.perform(() -> commands.send(command), this::settings);
    }

    /** What the tenant should know of now: that it is suspended, and which of its tickets staff answered. */
    @GET
    @Path("/notifications")
    @TenantScope("account:read_only")
    public Listed<NotificationJson> notifications(@BeanParam ListQuery query) {
        TenantView tenant = whoami.tenant();
        List<NotificationJson> all = new ArrayList<>();
        if (tenant.suspended) {
            all.add(NotificationJson.suspended(tenant.suspendedReason));
        }
        tickets.answered().forEach(ticket -> all.add(NotificationJson.answered(ticket)));
        return new Attributes<NotificationJson>().page(all, query, each -> each);
    }

    @GET
    @Path("/logins")
    @TenantScope("account:read_only")
    public Listed<LoginJson> logins(@BeanParam ListQuery query) {
        guard.mayReadAccount();
        HqlFilter filter = HqlFilter.of(
                LoginJson.ATTRIBUTES,
                query.wanted(),
                "id desc",
                whoami.tenantId().value());
        return Listed.of(
                logins.page("tenantId = ?1 and " + filter.where(), filter.orderBy(), query.ask(), filter.parameters()),
                this::login);
    }

    @GET
    @Path("/logins/{id}")
    @TenantScope("account:read_only")
    public LoginJson login(@PathParam("id") long id) {
        guard.mayReadAccount();
        TenantId tenant = whoami.tenantId();
        return logins.find(id)
                .filter(login -> login.tenantId != null && login.tenantId == tenant.value())
                .map(this::login)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    private LoginJson login(LoginView login) {
        String name = people.find(new PersonId(login.personId))
                .map(person -> person.username)
                .orElse("");
        return LoginJson.of(login, name);
    }

    private BigDecimal figure(BiFunction<AccountBalance, TenantId, BigDecimal> which) {
        TenantId tenant = whoami.tenantId();
        return balances.stream().map(books -> which.apply(books, tenant)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Linode's account settings; products that are not here are off. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SettingsJson(
            boolean managed,
            boolean networkHelper,
            @Nullable String longviewSubscription,
            boolean backupsEnabled,
            String objectStorage,
            String interfacesForNewLinodes,
            String maintenancePolicy) {
        static SettingsJson of(TenantView tenant) {
            return new SettingsJson(
                    false,
                    tenant.networkHelper,
                    null,
                    tenant.backupsEnabled,
                    "disabled",
                    tenant.interfacesForNewLinodes,
                    tenant.maintenancePolicy);
        }
    }

    /** What a tenant may choose; absent fields stay as they are. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SettingsChange(
            @Nullable Boolean networkHelper,
            @Nullable Boolean backupsEnabled,
            @Nullable String interfacesForNewLinodes,
            @Nullable String maintenancePolicy) {
        AccountSettings over(TenantView tenant) {
            return new AccountSettings(
                    networkHelper == null ? tenant.networkHelper : networkHelper,
                    backupsEnabled == null ? tenant.backupsEnabled : backupsEnabled,
                    interfacesForNewLinodes == null ? tenant.interfacesForNewLinodes : interfacesForNewLinodes,
                    maintenancePolicy == null ? tenant.maintenancePolicy : maintenancePolicy);
        }
    }

    /** Linode's notification object. */
    public record NotificationJson(
            String type,
            String label,
            String message,
            @Nullable String body,
            String severity,
            @Nullable String when,
            @Nullable String until,
            TicketJson.@Nullable EntityJson entity) {
        static NotificationJson suspended(@Nullable String reason) {
            return new NotificationJson(
                    "account",
                    "Account suspended",
                    "Your account may read and delete, and neither create nor change anything.",
                    reason,
                    "critical",
                    null,
                    null,
                    null);
        }

        static NotificationJson answered(TicketView ticket) {
            return new NotificationJson(
                    "ticket_important",
                    "Ticket answered",
                    "Your support ticket was answered.",
                    null,
                    "minor",
                    WireTime.text(ticket.updatedAt),
                    null,
                    new TicketJson.EntityJson(ticket.id, ticket.summary, "ticket", "/v4/support/tickets/" + ticket.id));
        }
    }
}
