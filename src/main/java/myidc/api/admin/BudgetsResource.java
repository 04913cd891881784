package myidc.api.admin;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import myidc.api.BudgetJson;
import myidc.api.BudgetJson.BudgetRequest;
import myidc.billing.BillingRefusal;
import myidc.billing.BudgetCommand.RemoveBudget;
import myidc.billing.BudgetCommand.SetBudget;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Budgets;
import myidc.billing.reconcile.CashDesk;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.BudgetId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Budgets that the operator sets for tenants. */
@Path("/admin/v1/budgets")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class BudgetsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Budgets budgets;
    private final CashDesk cash;

    BudgetsResource(Commands commands, Sequences sequences, Budgets budgets, CashDesk cash) {
        this.commands = commands;
        this.sequences = sequences;
        this.budgets = budgets;
        this.cash = cash;
    }

    @GET
    public List<BudgetJson> list(@QueryParam("tenantId") @Nullable Long tenantId) {
        return budgets.list(tenantId == null ? null : new TenantId(tenantId)).stream()
                .map(budget -> BudgetJson.of(budget, null))
                .toList();
    }

    @POST
    @Staff({Role.FINANCE, Role.OPERATOR})
    public BudgetJson set(BudgetRequest body) {
        AccountRow account = cash.account(new TenantId(Check.range("tenantId", body.tenantId(), 1L, Long.MAX_VALUE)));
        var limits = body.limits(account.currency());
        return commands.perform(
                () -> {
                    BudgetId id = new BudgetId(sequences.next("budget"));
                    commands.send(new SetBudget(id, account.tenantId(), limits));
                    return id;
                },
                id -> BudgetJson.of(budgets.find(null, id.value()).orElseThrow(), null));
    }

    @DELETE
    @Path("/{id}")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public void remove(@PathParam("id") long id) {
        if (budgets.find(null, id).isEmpty()) {
            throw Refused.because(BillingRefusal.BUDGET_NOT_FOUND, "There is no budget " + id);
        }
        commands.send(new RemoveBudget(new BudgetId(id)));
    }
}
