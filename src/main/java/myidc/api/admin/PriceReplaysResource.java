package myidc.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import myidc.api.MoneyJson;
import myidc.billing.BillingRefusal;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Differences;
import myidc.billing.read.Differences.Compared;
import myidc.billing.read.Differences.Draft;
import myidc.billing.read.Differences.Line;
import myidc.billing.reconcile.PriceReplays;
import myidc.billing.reconcile.PriceReplays.Outcome;
import myidc.billing.reconcile.PriceReplays.Replay;
import myidc.billing.reconcile.PriceReplays.Wanted;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** What a draft of prices would have made of the real usage of a past month. */
@Path("/admin/v1/price-replays")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PriceReplaysResource {
    private static final int LINES_SHOWN_MAX = 1_000;

    private final Commands commands;
    private final PriceReplays replays;
    private final Differences differences;
    private final Accounts accounts;
    private final CurrentCaller callers;

    PriceReplaysResource(
            Commands commands,
            PriceReplays replays,
            Differences differences,
            Accounts accounts,
            CurrentCaller callers) {
        this.commands = commands;
        this.replays = replays;
        this.differences = differences;
        this.accounts = accounts;
        this.callers = callers;
    }

    @GET
    public Page<ReplayJson> list(@QueryParam("priceBookId") @Nullable Long priceBookId, @BeanParam PageQuery page) {
        return replays.list(priceBookId, page.ask()).map(ReplayJson::of);
    }

    @GET
    @Path("/{id}")
    public ReplayJson one(@PathParam("id") long id) {
        return ReplayJson.of(known(id));
    }

    /** Starts a replay; it works on in the background, and the answer is how far it is now. */
    @POST
    @Staff({Role.OPERATOR, Role.FINANCE})
    public ReplayJson start(ReplayRequest body) {
        Long tenant = body.tenantId();
        Wanted wanted = new Wanted(
                new PriceBookId(Check.present("priceBookId", body.priceBookId())),
                InvoiceRunsResource.month("month", Check.text("month", body.month(), 10)),
                tenant == null ? null : Check.range("tenantId", tenant, 1, Long.MAX_VALUE),
                body.pricesAt());
        return commands.perform(() -> replays.start(callers.get(), wanted), this::one);
    }

    /** What it makes of each tenant: failures first, then the largest differences. */
    @GET
    @Path("/{id}/tenants")
    public Page<OutcomeJson> tenants(@PathParam("id") long id, @BeanParam PageQuery page) {
        return replays.outcomes(known(id), page.ask()).map(OutcomeJson::of);
    }

    /** One tenant's lines by both, reckoned with the draft as it is now. */
    @GET
    @Path("/{id}/tenants/{tenantId}")
    public ComparedJson tenant(@PathParam("id") long id, @PathParam("tenantId") long tenantId) {
        Replay replay = known(id);
        AccountRow account = accounts.of(new TenantId(tenantId))
                .filter(found -> found.currency().equals(replay.currency()))
                .orElseThrow(() -> Refused.because(
                        BillingRefusal.ACCOUNT_NOT_FOUND,
                        "Tenant " + tenantId + " has no account in " + replay.currency()));
        Draft draft = new Draft(replay.book(), replay.currency(), replay.pricesAt());
        return ComparedJson.of(differences.of(account, replay.month(), draft));
    }

    private Replay known(long id) {
        return replays.find(id)
                .orElseThrow(() ->
                        Refused.because(BillingRefusal.PRICE_REPLAY_NOT_FOUND, "There is no replay of prices " + id));
    }

    /**
     * What is to be replayed.
     *
     * @param tenantId of whom; of all who pay in the book's currency when absent
     * @param pricesAt takes the draft's prices of this instant for the whole month; its dates as written when absent
     */
    public record ReplayRequest(
            @Nullable Long priceBookId,
            @Nullable String month,
            @Nullable Long tenantId,
            @Nullable Instant pricesAt) {}

    /** A replay and how far it is; amounts are without tax. */
    public record ReplayJson(
            long id,
            long priceBookId,
            String priceBookName,
            boolean priceBookChanged,
            String month,
            @Nullable Instant pricesAt,
            String state,
            long total,
            long done,
            long failed,
            MoneyJson before,
            MoneyJson after,
            MoneyJson difference,
            Instant startedAt,
            @Nullable Instant finishedAt) {
        static ReplayJson of(Replay replay) {
            return new ReplayJson(
                    replay.id(),
                    replay.book().value(),
                    replay.bookName(),
                    replay.bookChanged(),
                    replay.month().toString(),
                    replay.pricesAt(),
                    replay.finishedAt() == null ? "RUNNING" : "FINISHED",
                    replay.progress().total(),
                    replay.progress().done(),
                    replay.progress().failed(),
                    MoneyJson.of(replay.before()),
                    MoneyJson.of(replay.after()),
                    MoneyJson.of(replay.after().minus(replay.before())),
                    replay.startedAt(),
                    replay.finishedAt());
        }
    }

    /** What a replay makes of one tenant's month; figures, or the code and reason why there are none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OutcomeJson(
            long tenantId,
            String tenantName,
            @Nullable MoneyJson before,
            @Nullable MoneyJson after,
            @Nullable MoneyJson difference,
            @Nullable String code,
            @Nullable String reason) {
        static OutcomeJson of(Outcome row) {
            Money before = row.before();
            Money after = row.after();
            return new OutcomeJson(
                    row.tenantId(),
                    row.tenantName(),
                    before == null ? null : MoneyJson.of(before),
                    after == null ? null : MoneyJson.of(after),
                    before == null || after == null ? null : MoneyJson.of(after.minus(before)),
                    row.code(),
                    row.reason());
        }
    }

    /** One tenant's month by both; the first thousand lines, largest difference first. */
    public record ComparedJson(
            MoneyJson before,
            MoneyJson after,
            MoneyJson difference,
            int lineCount,
            List<LineJson> lines,
            List<String> unpriced) {
        static ComparedJson of(Compared compared) {
            return new ComparedJson(
                    MoneyJson.of(compared.before()),
                    MoneyJson.of(compared.after()),
                    MoneyJson.of(compared.after().minus(compared.before())),
                    compared.lines().size(),
                    compared.lines().stream()
                            .limit(LINES_SHOWN_MAX)
                            .map(LineJson::of)
                            .toList(),
                    compared.unpriced());
        }
    }

    /** What one thing costs by both. */
    public record LineJson(
            String resource,
            String name,
            String charge,
            @Nullable String region,
            MoneyJson before,
            MoneyJson after,
            MoneyJson difference,
            List<String> formulaBefore,
            List<String> formulaAfter) {
        static LineJson of(Line line) {
            return new LineJson(
                    line.resource(),
                    line.name(),
                    line.charge(),
                    line.region(),
                    MoneyJson.of(line.before()),
                    MoneyJson.of(line.after()),
                    MoneyJson.of(line.difference()),
                    line.formulaBefore(),
                    line.formulaAfter());
        }
    }
}
