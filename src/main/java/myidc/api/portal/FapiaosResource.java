package myidc.api.portal;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import myidc.api.FapiaoJson;
import myidc.api.PurseJson.TitleJson;
import myidc.api.TitleRequest;
import myidc.api.tenant.wire.GrantGuard;
import myidc.billing.AccountCommand.SetBillingTitle;
import myidc.billing.BillingRefusal;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Documents;
import myidc.billing.read.Fapiaos;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InvoiceId;
import org.jspecify.annotations.Nullable;

/** A tenant's own fapiaos, and whom they are made out to. */
@Path("/portal/v1/fapiaos")
@TenantScope("account:read_only")
public final class FapiaosResource {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Accounts accounts;
    private final Fapiaos fapiaos;
    private final Documents documents;
    private final Commands commands;

    FapiaosResource(
            CurrentCaller callers,
            GrantGuard guard,
            Accounts accounts,
            Fapiaos fapiaos,
            Documents documents,
            Commands commands) {
        this.callers = callers;
        this.guard = guard;
        this.accounts = accounts;
        this.fapiaos = fapiaos;
        this.documents = documents;
        this.commands = commands;
    }

    /** Own fapiaos, of an invoice when given, newest first. */
    @GET
    public Page<FapiaoJson> list(@QueryParam("invoiceId") @Nullable Long invoiceId, @BeanParam PageQuery page) {
        return fapiaos.list(account().tenantId(), invoiceId == null ? null : new InvoiceId(invoiceId), page.ask())
                .map(FapiaoJson::of);
    }

    @GET
    @Path("/title")
    public TitleJson title() {
        return TitleJson.of(documents.title(account().id()));
    }

    /** Sets whom papers are made out to from now on; those that were issued stay as they are. */
    @PUT
    @Path("/title")
    @TenantScope("account:read_write")
    public TitleJson setTitle(TitleRequest body) {
        AccountRow account = account();
        SetBillingTitle command = body.command(account.id());
        return commands.perform(() -> commands.send(command), () -> TitleJson.of(documents.title(account.id())));
    }

    private AccountRow account() {
        guard.mayReadAccount();
        return accounts.of(callers.get().ownTenant())
                .orElseThrow(() -> Refused.because(BillingRefusal.ACCOUNT_NOT_FOUND, "Your account is being opened"));
    }
}
