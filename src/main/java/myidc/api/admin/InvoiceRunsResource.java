package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import myidc.api.MoneyJson;
import myidc.billing.BillingRefusal;
import myidc.billing.reconcile.InvoiceRuns;
import myidc.billing.reconcile.InvoiceRuns.Failure;
import myidc.billing.reconcile.InvoiceRuns.Foreseen;
import myidc.billing.reconcile.InvoiceRuns.Run;
import myidc.billing.reconcile.InvoiceRuns.Wanted;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Runs that close a month and issue its invoices. */
@Path("/admin/v1/invoice-runs")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class InvoiceRunsResource {
    private static final int TENANTS_MAX = 10_000;

    private final Commands commands;
    private final InvoiceRuns runs;
    private final CurrentCaller callers;

    InvoiceRunsResource(Commands commands, InvoiceRuns runs, CurrentCaller callers) {
        this.commands = commands;
        this.runs = runs;
        this.callers = callers;
    }

    @GET
    public Page<RunJson> list(@BeanParam PageQuery page) {
        return runs.list(page.ask()).map(RunJson::of);
    }

    @GET
    @Path("/{id}")
    public RunJson one(@PathParam("id") long id) {
        return RunJson.of(runs.find(id)
                .orElseThrow(
                        () -> Refused.because(BillingRefusal.INVOICE_RUN_NOT_FOUND, "There is no invoice run " + id)));
    }

    /** What a dry run foresees of each account. */
    @GET
    @Path("/{id}/foreseen")
    public Page<ForeseenJson> foreseen(@PathParam("id") long id, @BeanParam PageQuery page) {
        return runs.foreseen(id, page.ask()).map(ForeseenJson::of);
    }

    /** Starts a run; it works on in the background, and the answer is how far it is now. */
    @POST
    @Staff({Role.OPERATOR, Role.FINANCE})
    public RunJson start(RunRequest body) {
        YearMonth month = month("month", Check.text("month", body.month(), 10));
        List<Long> tenants = body.tenantIds();
        if (tenants != null && (tenants.isEmpty() || tenants.size() > TENANTS_MAX)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "tenantIds", "tenantIds must name 1 to " + TENANTS_MAX + " tenants");
        }
        Wanted wanted = new Wanted(tenants, Boolean.TRUE.equals(body.dryRun()), Boolean.TRUE.equals(body.review()));
        return commands.perform(() -> runs.start(callers.get(), month, wanted), this::one);
    }

    static YearMonth month(String field, String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be a month like 2026-10");
        }
    }

    /** Which month of which tenants; of all when none are named. */
    public record RunRequest(
            @Nullable String month,
            @Nullable List<Long> tenantIds,
            @Nullable Boolean dryRun,
            @Nullable Boolean review) {}

    /** What a dry run foresees of an account. */
    public record ForeseenJson(long tenantId, String tenantName, MoneyJson total, int lines) {
        static ForeseenJson of(Foreseen row) {
            return new ForeseenJson(row.accountId(), row.tenantName(), MoneyJson.of(row.total()), row.lines());
        }
    }

    /** A run and how far it is. */
    public record RunJson(
            long id,
            String month,
            String state,
            long total,
            long done,
            long failed,
            long invoiced,
            List<Failure> failures,
            Instant startedAt,
            @Nullable Instant finishedAt,
            boolean dryRun,
            boolean review) {
        static RunJson of(Run run) {
            return new RunJson(
                    run.id(),
                    run.month().toString(),
                    run.state().name(),
                    run.total(),
                    run.done(),
                    run.failed(),
                    run.invoiced(),
                    run.failures(),
                    run.startedAt(),
                    run.finishedAt(),
                    run.dry(),
                    run.review());
        }
    }
}
